import { FunctionError } from './functions/function-record.ts';

export const boundedBuiltIns: readonly { name: string; signature: string; check: (values: readonly unknown[]) => string | undefined }[] = [];
export function boundedImplementation(original: (...values: unknown[]) => unknown, _check: (values: readonly unknown[]) => string | undefined): (...values: unknown[]) => unknown { void FunctionError; return original; }
