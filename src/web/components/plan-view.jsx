import { Dialog } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { planNodes, planText } from '../explain';
import { formatCount, formatMillis } from '../format';
import { formatSql, sqlPieces } from '../sql';
import { CopyButton } from './copy-button';

/** The statements of a response with their execution plans, in a dialog that takes the whole page. */
export function PlanView({ statements, isOpen, onClose }) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <div className="graphiql-dialog-header">
        <Dialog.Title className="graphiql-dialog-title">Plan</Dialog.Title>
        <Dialog.Close />
      </div>
      <Dialog.Description className="marquee-plan-description">
        The SQL that Marquee compiled the operation to{statements?.some(({ explain }) => explain) && ', and how PostgreSQL ran it'}.
      </Dialog.Description>
      <div className="marquee-plan-view">
        {statements?.length === 0 && <p>No statement was executed.</p>}
        {statements?.map((statement, index) => (
          <Statement key={index} number={index + 1} statement={statement} />
        ))}
      </div>
    </Dialog>
  );
}

function Statement({ number, statement: { kind, sql, bindTypes, explain } }) {
  const [formatted, setFormatted] = useState(sql);
  useEffect(() => {
    formatSql(sql).then(setFormatted);
  }, [sql]);

  return (
    <section aria-label={`Statement ${number}`}>
      {explain && <ExecutionPlan explain={explain} />}
      <div className="marquee-sql">
        <header>
          <h3>
            Statement {number} ({kind})
          </h3>
          <CopyButton text={() => formatted} label="Copy SQL" />
        </header>
        <pre tabIndex={0} aria-label="SQL">
          {sqlPieces(formatted).map(([text, kind], index) => (kind ? <span key={index} className={kind}>{text}</span> : text))}
        </pre>
        <p>Bind types: {bindTypes.length > 0 ? bindTypes.join(', ') : 'none'}</p>
      </div>
    </section>
  );
}

function ExecutionPlan({ explain }) {
  const nodes = planNodes(explain);
  const jitMillis = explain[0].JIT?.Timing?.Total;
  return (
    <div className="marquee-execution-plan">
      <header>
        <h3>
          Execution {formatMillis(explain[0]['Execution Time'])}
          {jitMillis > 0 && `, of which JIT compilation ${formatMillis(jitMillis)}`}, planning{' '}
          {formatMillis(explain[0]['Planning Time'])}
        </h3>
        <CopyButton text={() => planText(nodes)} label="Copy as text" />
        <CopyButton text={() => JSON.stringify(explain, null, 2)} label="Copy as JSON" />
      </header>
      <div className="marquee-plan-table" tabIndex={0} role="region" aria-label="Execution plan">
        <table>
          <thead>
            <tr>
              <th scope="col">Node</th>
              <th scope="col" title="Without the nodes below">
                Own time
              </th>
              <th scope="col" title="With the nodes below, all loops together">
                Time
              </th>
              <th scope="col" title="Rows of one loop">
                Rows
              </th>
              <th scope="col">Estimated</th>
              <th scope="col">Loops</th>
              <th scope="col" title="Blocks of 8 KB that were read, cached or not">
                Blocks
              </th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node, index) => (
              <PlanRow key={index} node={node} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PlanRow({ node: { depth, name, subplan, conditions, millis, ownMillis, rows, estimatedRows, loops, blocks, share, isHottest } }) {
  return (
    <tr className={isHottest ? 'hottest' : loops === 0 ? 'unused' : undefined}>
      <th scope="row" style={{ '--depth': depth }}>
        {subplan && <span className="subplan">{subplan}</span>} {name}
        {isHottest && <strong>hottest</strong>}
        {conditions.map((condition) => (
          <small key={condition}>{condition}</small>
        ))}
      </th>
      <td style={{ '--share': share }} className="share">
        {formatMillis(ownMillis)}
      </td>
      <td>{formatMillis(millis)}</td>
      <td>{loops === 0 ? 'not run' : formatCount(rows)}</td>
      <td>{formatCount(estimatedRows)}</td>
      <td>{formatCount(loops)}</td>
      <td>{formatCount(blocks)}</td>
    </tr>
  );
}
