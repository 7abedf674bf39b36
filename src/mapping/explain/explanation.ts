import type { Issue } from '../../report/issue.ts';
import type { Place } from '../../report/place.ts';
import type { Json } from '../catalog.ts';

/** What one mapping makes of one delivery, and how each field came about. Plain data, values of the delivery among it. */
export interface Explanation {
  /** The condition, where there is one. */
  readonly when?: Step;
  /** What must be there, in the order of the file. */
  readonly needs: readonly ExplainedNeed[];
  /** The calls, also where a condition or a need keeps them from being made. */
  readonly calls: readonly ExplainedCall[];
  /** The named values that were used; steps refer to them. */
  readonly names: Readonly<Record<string, ExplainedName>>;
}

export interface ExplainedNeed {
  readonly name: string;
  /** What the mapping's author says of it. */
  readonly reason: string;
  readonly step: Step;
}

export interface ExplainedCall {
  readonly type: string;
  readonly event?: string;
  readonly place: Place;
  readonly fields: readonly ExplainedField[];
}

/** One field of a call, down to those that hold no others. */
export interface ExplainedField {
  /** Names from the call inwards; numbers are positions in the list as it is written. */
  readonly path: readonly (string | number)[];
  readonly place: Place;
  /** Whether it may be left out. */
  readonly optional: boolean;
  /** As the author wrote it; a constant is JSON. */
  readonly expression: string;
  /** As it stands in the call; left out where it is absent there. */
  readonly value?: Json;
  /** Where the call has a list of one because its schema says so, and the expression gave its item. */
  readonly listOfOne?: true;
  /** Whether the mapping does not say it: the time of the delivery is added to each call. */
  readonly added?: true;
  /** How the value came about; a constant has no steps. */
  readonly step?: Step;
}

export interface ExplainedName {
  readonly name: string;
  readonly place?: Place;
  readonly from: 'let' | 'shared' | 'table' | 'fetched';
  /** How the value came about; a table and what is fetched have no steps. */
  readonly step?: Step;
  readonly fetched?: ExplainedFetch;
}

/** What was fetched: it is used as it came. */
export interface ExplainedFetch {
  /** Such as `business-unit`. */
  readonly kind: string;
  /** `id`, `key`, or what else leads to it. */
  readonly by: string;
  /** What leads to it. */
  readonly leading: Step;
  readonly value?: Json;
  /** Why there is none, where something leads to it. */
  readonly reason?: string;
}

/** What an expression, or a part of one, gave. */
export type StepResult =
  | { readonly status: 'value'; readonly value: Json }
  | { readonly status: 'nothing' }
  | { readonly status: 'failed'; readonly issue: Issue };

export type StepKind =
  | 'path'
  | 'name'
  | 'local'
  | 'call'
  | 'condition'
  | 'fallback'
  | 'block'
  | 'list'
  | 'object'
  | 'operator'
  | 'constant'
  | 'other';

/** What a step is to the one that it belongs to. */
export type StepRole =
  | 'start'
  | 'each'
  | 'filter'
  | 'argument'
  | 'condition'
  | 'then'
  | 'else'
  | 'first'
  | 'otherwise'
  | 'bound'
  | 'item'
  | 'operand'
  | 'last';

/** A part of an expression and what it gave: evaluating `text` on `input` with `names` gives `result`. */
export interface Step {
  readonly kind: StepKind;
  readonly role?: StepRole;
  /** As it is written. */
  readonly text: string;
  /** Where it begins in the text of its expression, and in the file. */
  readonly at: number;
  readonly place: Place;
  /** What the fields in it are fields of: the delivery, or an item of a list in it. */
  readonly input: unknown;
  /** The named values in it, as far as they have a value. */
  readonly names: Readonly<Record<string, Json>>;
  /** Which item of a list the input is, counted from 0. */
  readonly item?: { readonly index: number; readonly of: number };
  /** The name that its parent has for it: of a variable, of a key. */
  readonly name?: string;
  /** The named value of the mapping that it is. */
  readonly refers?: string;
  readonly result: StepResult;
  /** Why it gave nothing, or which of its ways was gone. */
  readonly why?: Reason;
  /** The steps that are to blame for nothing, or for a failure, by their positions among `steps`. */
  readonly because: readonly number[];
  readonly steps: readonly Step[];
}

/** Why a step gave what it gave. Words are made of it elsewhere. */
export type Reason =
  /** A field that is not there, by the way to it. */
  | { readonly kind: 'not-there'; readonly text: string }
  /** What a field was looked for in has none: text, a number. */
  | { readonly kind: 'no-fields'; readonly text: string; readonly of: string; readonly found: string }
  /** A filter, or a position, left over so many of the items of a list. */
  | {
      readonly kind: 'filter';
      readonly text: string;
      readonly of: string;
      readonly items: number;
      readonly kept: number;
    }
  /** None of the items of a list gave anything. */
  | { readonly kind: 'each-nothing'; readonly items: number }
  /** A named value that is nothing. */
  | { readonly kind: 'name-nothing'; readonly name: string; readonly given: boolean }
  /** What an operator or a function needs is nothing. */
  | { readonly kind: 'needs-nothing'; readonly what: string }
  /** A function takes blank text or null for nothing. */
  | { readonly kind: 'blank'; readonly of: string; readonly found: string }
  /** A function found none of that key, or id. */
  | {
      readonly kind: 'no-such-key';
      readonly what: string;
      readonly of: string;
      readonly key: Json;
      readonly items: number;
    }
  /** A list in which something is looked for is empty. */
  | { readonly kind: 'empty-list'; readonly of: string }
  /** None of the parts is there. */
  | { readonly kind: 'none-there'; readonly what: string }
  /** A function gave nothing for what it was given. */
  | { readonly kind: 'gives-nothing'; readonly what: string }
  /** Which way a condition led. */
  | { readonly kind: 'branch'; readonly condition: string; readonly taken: 'then' | 'else' | 'none' }
  /** Which of several alternatives gave the value: the first that has one, or the first that counts as true. */
  | { readonly kind: 'alternative'; readonly taken: number; readonly asked: 'value' | 'truth' };
