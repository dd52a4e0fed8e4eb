import { fileURLToPath } from 'node:url';

/** The TypeScript type of each custom scalar as JSON has it. */
export const scalars = {
  BigDecimal: 'number',
  CountryCode: 'string',
  Currency: 'string',
  Date: 'string',
  DateTime: 'string',
  LocalDateTime: 'string',
  LocalTime: 'string',
  TimeZone: 'string',
  Url: 'string',
};

export const config = { strictScalars: true, nonOptionalTypename: true, scalars };

export const schema = fileURLToPath(new URL('schema.graphql', import.meta.url));
