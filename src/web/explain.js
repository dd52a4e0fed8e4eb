// Reads the result of PostgreSQL's `explain (analyze, buffers, format json)`.

/**
 * Returns the nodes of a plan in the order of the tree, each with its depth and its own time.
 *
 * Times are in milliseconds and cover all loops, while PostgreSQL gives the average of one. The own time of a node is its time
 * without that of its children; the node that has the most is marked as hottest.
 */
export function planNodes([{ Plan: root }]) {
  const nodes = flatten(root, 0);
  const ownTimes = nodes.map(({ ownMillis }) => ownMillis);
  const sum = ownTimes.reduce((total, millis) => total + millis, 0);
  const hottest = ownTimes.indexOf(Math.max(...ownTimes));
  return nodes.map((node, index) => ({ ...node, share: sum > 0 ? node.ownMillis / sum : 0, isHottest: index === hottest }));
}

function flatten(node, depth) {
  const children = node.Plans ?? [];
  const millis = totalMillis(node);
  const described = {
    depth,
    name: describeNode(node),
    subplan: node['Subplan Name'],
    conditions: conditions(node),
    millis,
    ownMillis: Math.max(0, millis - children.reduce((sum, child) => sum + totalMillis(child), 0)),
    rows: node['Actual Rows'],
    estimatedRows: node['Plan Rows'],
    loops: node['Actual Loops'],
    blocks: (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0),
  };
  return [described, ...children.flatMap((child) => flatten(child, depth + 1))];
}

function totalMillis(node) {
  return (node['Actual Total Time'] ?? 0) * (node['Actual Loops'] ?? 0);
}

function describeNode(node) {
  const type = [node['Join Type'] === 'Inner' ? undefined : node['Join Type'], node['Node Type']].filter(Boolean).join(' ');
  const target = [node['Index Name'], node['Relation Name'] ?? node['CTE Name'] ?? node['Function Name']].filter(Boolean);
  return target.length > 0 ? `${type} on ${target.join(' of ')}` : type;
}

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Hash Cond', 'Merge Cond', 'Join Filter', 'Filter', 'Rows Removed by Filter'];

function conditions(node) {
  return CONDITIONS.filter((name) => node[name] !== undefined && node[name] !== 0).map((name) => `${name}: ${node[name]}`);
}

/** The plan as text, one line for each node, as psql prints it. */
export function planText(nodes) {
  return nodes
    .map(({ depth, name, subplan, millis, rows, loops, conditions: details }) => {
      const indent = '  '.repeat(depth);
      const title = `${indent}${subplan ? `${subplan}: ` : ''}${name}`;
      const lines = details.map((detail) => `${indent}    ${detail}`);
      return [`${title} (${millis.toFixed(3)} ms, ${rows} rows, ${loops} loops)`, ...lines].join('\n');
    })
    .join('\n');
}
