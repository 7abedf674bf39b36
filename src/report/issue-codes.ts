import { type IssueCode, issueCodes } from './issue.ts';
import type { IssueRecord } from './issue-record.ts';

/** By code, so that one without a record does not compile. */
const records: Readonly<Record<IssueCode, Omit<IssueRecord, 'code'>>> = {
  'yaml-syntax': {
    met: ['files'],
    severity: 'error',
    cause: 'The file is not valid YAML.',
    mend: 'Mostly a colon or a quote in an expression: write it as a block.',
  },
  'yaml-unsupported': {
    met: ['files'],
    severity: 'error',
    cause: 'Valid YAML that mappings do not use, such as anchors, or numbers it changes, such as `01234`.',
    mend: 'Use `let:` for what is needed twice, and quotes around a text of digits.',
  },
  'mapping-shape': {
    met: ['files'],
    severity: 'error',
    cause: 'A part is missing or of the wrong kind.',
    mend: 'Compare with the anatomy of a mapping in the guide.',
  },
  'unknown-key': {
    met: ['files'],
    severity: 'error',
    cause: 'A key that is not known in this place.',
    mend: 'Take the name that the hint gives.',
  },
  'unknown-delivery-type': {
    met: ['files'],
    severity: 'error',
    cause: 'No schema for this type.',
    mend: 'Correct the name: `npm run mapper -- types` lists all. Or ask an engineer for the schema.',
  },
  'expression-syntax': {
    met: ['files'],
    severity: 'error',
    cause: 'JSONata cannot read the expression.',
    mend: 'Look at the marked place: a bracket, a quote, an operator.',
  },
  'unknown-function': {
    met: ['files'],
    severity: 'error',
    cause: 'There is no such function.',
    mend: "Take one of the functions in the guide, or one of JSONata's.",
  },
  'wrong-argument-count': {
    met: ['files'],
    severity: 'error',
    cause: 'Too many or too few arguments.',
    mend: 'Write the call as the hint shows.',
  },
  'forbidden-function': {
    met: ['files'],
    severity: 'error',
    cause: 'A function that would give another call each time, or run text.',
    mend: 'Use a field of the delivery, such as `createdAt`.',
  },
  'unknown-variable': {
    met: ['files'],
    severity: 'error',
    cause: 'A `$name` that is neither under `let:` nor shared.',
    mend: 'Correct it, or add it under `let:` above its first use.',
  },
  'unknown-field': {
    met: ['files'],
    severity: 'error',
    cause: "The delivery's schema has no such field.",
    mend: 'Correct it; if it really exists, use `$lookup`.',
  },
  'unsafe-pattern': {
    met: ['files'],
    severity: 'either',
    cause: 'A pattern that may not run in linear time.',
    mend: 'Write it without what the message names.',
  },
  'output-type': {
    met: ['files'],
    severity: 'error',
    cause: 'The field can never have the type that Segment wants.',
    mend: 'Convert it, or map another field.',
  },
  'unusual-name': {
    met: ['files'],
    severity: 'warning',
    cause: "Nearly a name of Segment's, a dot or dash in it, a text like an expression, or a placeholder.",
    mend: 'Correct it, or leave it if it is meant so.',
  },
  'one-or-many': {
    met: ['files'],
    severity: 'warning',
    cause: 'A list where there are several, and no list where there is one.',
    mend: "Take one with `(…)[0]`, join them, write `'[…]'`, or compare by `in`.",
  },
  'may-be-nothing': {
    met: ['files'],
    severity: 'warning',
    cause: 'A field without `?`, or what is compared by `!=`, has no value in some deliveries.',
    mend: 'Add `?`, or `$default(…)`; for `!=`, write `$not(… = …)`.',
  },
  'inexact-amount': {
    met: ['files'],
    severity: 'warning',
    cause: 'An amount of money that is wrong in some currencies, or not exact.',
    mend: 'Write `$money(…)` of the whole money object.',
  },
  'one-language': {
    met: ['files'],
    severity: 'warning',
    cause: 'A text in one language, which some deliveries lack.',
    mend: 'Use `$localized`.',
  },
  'filter-keeps-all': {
    met: ['files'],
    severity: 'warning',
    cause: '`customer[email]` keeps the whole customer.',
    mend: 'Write a dot: `customer.email`.',
  },
  'constant-condition': {
    met: ['files'],
    severity: 'warning',
    cause: 'A condition, or a function, that comes to the same, whatever a delivery holds.',
    mend: 'Compare values of one type, and each of them; give a function what the hint names.',
  },
  'ignored-and-used': {
    met: ['files'],
    severity: 'warning',
    cause: 'A field under `ignores:` is used all the same.',
    mend: 'Remove it where it is not meant, or write `.*` for what is left below it.',
  },
  'unused-name': {
    met: ['files'],
    severity: 'warning',
    cause: 'A name under `let:` or `fetch:` that no call, `when:` or `needs:` is made of.',
    mend: 'Remove its line, or use it.',
  },
  'file-name': {
    met: ['files'],
    severity: 'error',
    cause: 'A file below `mappings/` that is not read, or a table that no expression can name.',
    mend: 'Take the name or the folder that the hint gives.',
  },
  'file-encoding': {
    met: ['files'],
    severity: 'error',
    cause: 'The file is not UTF-8.',
    mend: 'Save it as UTF-8.',
  },
  'schema-invalid': {
    met: ['files'],
    severity: 'error',
    cause: 'A file in `schemas/` is wrong.',
    mend: 'Take it back as it was in git, or ask an engineer.',
  },
  'input-invalid': {
    met: ['delivery'],
    severity: 'error',
    cause: 'The delivery lacks a required field, or has one of another type.',
    mend: 'Look at the place in the data that is named. If real deliveries are so, the schema is wrong: ask an engineer.',
  },
  'field-missing': {
    met: ['delivery'],
    severity: 'error',
    cause: 'A field without `?` has no value.',
    mend: 'Add `?`, or `$default(…)`.',
  },
  'expression-failed': {
    met: ['files', 'delivery'],
    severity: 'either',
    cause: 'An expression meets something it cannot work with.',
    mend: 'Guard it: `$exists(x) ? … : …`.',
  },
  'limit-exceeded': {
    met: ['delivery'],
    severity: 'error',
    cause: 'Too slow, too deep or too large.',
    mend: 'Simplify it; the guide lists the limits.',
  },
  'not-plain-json': {
    met: ['delivery'],
    severity: 'error',
    cause: 'The result is no data, such as a function or a division by zero.',
    mend: 'Give text, a number, true, false, null, a list or an object.',
  },
  'when-not-boolean': {
    met: ['delivery'],
    severity: 'error',
    cause: '`when` gave neither true nor false.',
    mend: 'Compare with something: `$default(x, false) = true`.',
  },
  'output-invalid': {
    met: ['files', 'delivery'],
    severity: 'error',
    cause: "The call does not fit Segment's schema.",
    mend: 'Give what the message expects.',
  },
  'call-too-large': {
    met: ['delivery'],
    severity: 'error',
    cause: 'More than Segment takes.',
    mend: 'Leave out its largest part; the hint names it.',
  },
  'no-test-case': {
    met: ['cases'],
    severity: 'error',
    cause: 'The mapping has no sample.',
    mend: 'Save a `.delivery.json`, then run `npm run mapper -- test --update`.',
  },
  'case-unreadable': {
    met: ['cases'],
    severity: 'error',
    cause: "A case's file is not JSON.",
    mend: 'Mend it at the place shown.',
  },
  'fetched-missing': {
    met: ['cases'],
    severity: 'error',
    cause: 'The mapping fetches what the `.fetched.json` of the case does not hold.',
    mend: 'Add it under the name shown, or `null` where it is not there.',
  },
  'engines-differ': {
    met: ['cases'],
    severity: 'error',
    cause: 'Compiled, an expression comes to something else than evaluated by jsonata itself.',
    mend: 'Set `ENGINE=reference` until that is mended, and report the expression.',
  },
  'snapshot-missing': {
    met: ['cases'],
    severity: 'error',
    cause: 'A sample has no `.calls.json`.',
    mend: 'Run `npm run mapper -- test --update` and read what it wrote.',
  },
  'snapshot-orphan': {
    met: ['cases'],
    severity: 'error',
    cause: 'A file under `test/mappings/` or `test/variants/` that belongs to no mapping or no case.',
    mend: 'Rename or remove it.',
  },
  'variant-invalid': {
    met: ['cases'],
    severity: 'error',
    cause: 'A `variant.yaml` that does not say what it changes, or changes a text that is not there.',
    mend: 'Copy the text as it stands in the mapping file. Where the file is gone, or has that change already, take the change out of the variant.',
  },
};

/** One record for each code, in the order of the list of codes. */
export const issueRecords: readonly IssueRecord[] = issueCodes.map((code) => ({ code, ...records[code] }));
