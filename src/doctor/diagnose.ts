import type { Variables } from '../node/variables.ts';
import type { Issue } from '../report/issue.ts';
import { commercetoolsFindings, type Fetching } from './commercetools-findings.ts';
import type { Finding } from './finding.ts';
import {
  authenticationFindings,
  buildFinding,
  deadLetterFindings,
  mappingsFinding,
  nodeFinding,
  vercelFindings,
} from './home-findings.ts';
import { type Calling, regulationFindings } from './regulation-findings.ts';
import { segmentFindings } from './segment-findings.ts';
import { variableFindings } from './variable-findings.ts';

/** All that is looked at. */
export interface Patient {
  readonly variables: Variables;
  /** Such as `v20.20.2`, and what package.json says of it. */
  readonly node: { readonly version: string; readonly engines: string };
  /** Those that are on. */
  readonly mappings: readonly (Fetching & Calling)[];
  readonly issues: readonly Issue[];
  /** What keeps the build from being that of the present files; may reject. */
  readonly buildTrouble: () => Promise<string | undefined>;
  /** Whether nobody is to be asked over the network. */
  readonly isOffline: boolean;
}

/** Looks at everything that a deployment needs, and says of each what it is and what to do. No value is among the words. */
export async function diagnose(patient: Patient): Promise<readonly Finding[]> {
  const { variables, node, mappings, issues, buildTrouble, isOffline } = patient;
  const [segment, regulations, commercetools, build, deadLetters] = await Promise.all([
    isOffline ? [] : segmentFindings(variables),
    isOffline ? [] : regulationFindings(variables, mappings),
    isOffline ? [] : commercetoolsFindings(variables, mappings),
    buildFinding(buildTrouble),
    deadLetterFindings(variables),
  ]);
  return [
    nodeFinding(node.version, node.engines),
    ...variableFindings(variables),
    mappingsFinding(issues, mappings.length),
    ...authenticationFindings(variables),
    ...segment,
    ...regulations,
    ...commercetools,
    ...deadLetters,
    build,
    ...vercelFindings(variables),
  ];
}
