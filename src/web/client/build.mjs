// Makes the npm package from the hand-written modules beside this file and the schema. Arguments: the folder of the schema's files
// and the folder of the package.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  introspectionFromSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { scalars } from './codegen.js';

const [schemaFolder, packageFolder] = process.argv.slice(2);
const files = readdirSync(schemaFolder).filter((file) => file.endsWith('.graphqls')).sort();
const schema = buildSchema(files.map((file) => readFileSync(path.join(schemaFolder, file), 'utf8')).join('\n'));
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
const objects = types.filter(isObjectType);
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const fieldsOf = (type) => Object.values(type.getFields());

/** The types whose objects have an id of their own. */
const entityTypes = objects.filter((type) => !roots.includes(type) && type.getFields().id).map(({ name }) => name);

const embeddedTypes = objects.filter((type) => !roots.includes(type) && !type.getFields().id).map(({ name }) => name);

const possibleTypes = Object.fromEntries(
  types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

const nullable = (type) => (isNonNullType(type) ? type.ofType : type);

const PAGING = ['first', 'after', 'last', 'before'];

/** The fields with pages, and their other arguments, which distinguish lists. */
const connections = objects.flatMap((type) =>
  fieldsOf(type)
    .filter((field) => nullable(field.type).name?.endsWith('Connection'))
    .map(({ name, args }) => ({
      type: type.name,
      field: name,
      keyArgs: args.map((argument) => argument.name).filter((argument) => !PAGING.includes(argument)),
    })),
);

/** The fields of Query that look up an object of one type by its id. */
const lookups = Object.fromEntries(
  fieldsOf(schema.getQueryType())
    .filter(({ args, type }) => args.length === 1 && args[0].name === 'id' && isObjectType(nullable(type)))
    .map(({ name, type }) => [name, nullable(type).name]),
);

/** The part of the introspection that urql's cache reads: the types of fields, without descriptions, arguments and inputs. */
function introspection() {
  const { __schema } = introspectionFromSchema(schema, { descriptions: false });
  const strip = ({ kind, name, fields, interfaces, possibleTypes }) => ({
    kind,
    name,
    fields: fields?.map(({ name, type, args }) => ({ name, type, args: args.map(({ name, type }) => ({ name, type })) })),
    interfaces: interfaces?.map(({ kind, name }) => ({ kind, name })),
    possibleTypes: possibleTypes?.map(({ kind, name }) => ({ kind, name })),
  });
  const { queryType, mutationType, subscriptionType } = __schema;
  const output = __schema.types.filter(({ kind, name }) => kind !== 'INPUT_OBJECT' && !name.startsWith('__'));
  return { __schema: { queryType, mutationType, subscriptionType, types: output.map(strip) } };
}

function comment({ description, deprecationReason }, indent = '') {
  const text = [description, deprecationReason && `@deprecated ${deprecationReason}`].filter(Boolean).join('\n\n');
  const lines = text.replaceAll('*/', '*\\/').split('\n');
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

function typeScriptOf(type) {
  if (isNonNullType(type)) {
    return isListType(type.ofType) ? `ReadonlyArray<${typeScriptOf(type.ofType.ofType)}>` : namedTypeScriptOf(type.ofType);
  }
  return isListType(type) ? `ReadonlyArray<${typeScriptOf(type.ofType)}> | null` : `${namedTypeScriptOf(type)} | null`;
}

function namedTypeScriptOf({ name }) {
  return { ID: 'string', String: 'string', Int: 'number', Float: 'number', Boolean: 'boolean' }[name] ?? name;
}

function memberOf(field, isInput) {
  const optional = isInput && (!isNonNullType(field.type) || field.defaultValue !== undefined) ? '?' : '';
  return `${comment(field, '  ')}  ${field.name}${optional}: ${typeScriptOf(field.type)};\n`;
}

function declarationOf(type) {
  const start = `${comment(type)}export type ${type.name} =`;
  if (isScalarType(type)) {
    if (!scalars[type.name]) {
      throw new Error(`The scalar ${type.name} has no TypeScript type in src/web/client/codegen.js and .graphqlrc.yml.`);
    }
    return `${start} ${scalars[type.name]};\n`;
  }
  if (isEnumType(type)) {
    return `${start} ${type.getValues().map(({ name }) => `'${name}'`).join(' | ')};\n`;
  }
  if (isAbstractType(type)) {
    return `${start} ${possibleTypes[type.name].join(' | ') || 'never'};\n`;
  }
  const typename = isObjectType(type) ? `  __typename: '${type.name}';\n` : '';
  return `${start} {\n${typename}${fieldsOf(type).map((field) => memberOf(field, isInputObjectType(type))).join('')}};\n`;
}

const values = { possibleTypes, entityTypes, embeddedTypes, connections, lookups, introspection: introspection() };
const module = Object.entries(values).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
const declarations = types.filter((type) => !roots.includes(type)).map(declarationOf);

rmSync(packageFolder, { recursive: true, force: true });
mkdirSync(packageFolder, { recursive: true });
const sources = import.meta.dirname;
for (const file of readdirSync(sources).filter((file) => !file.endsWith('.mjs'))) {
  copyFileSync(path.join(sources, file), path.join(packageFolder, file));
}
writeFileSync(path.join(packageFolder, 'schema.graphql'), `${printSchema(schema)}\n`);
writeFileSync(path.join(packageFolder, 'schema.js'), module.join(''));
writeFileSync(
  path.join(packageFolder, 'schema.d.ts'),
  `/** The object types of each interface and union. */
export declare const possibleTypes: Record<string, string[]>;

/** The types whose objects have an id. */
export declare const entityTypes: string[];

/** The types without an id, whose objects belong to the object that contains them. */
export declare const embeddedTypes: string[];

/** The fields that have pages, with their other arguments, which distinguish lists. */
export declare const connections: { type: string; field: string; keyArgs: string[] }[];

/** The fields of \`Query\` that look up an object by its id, and its type. */
export declare const lookups: Record<string, string>;

/** The output types of the schema, without descriptions. */
export declare const introspection: { readonly __schema: any };

${declarations.join('\n')}`,
);
