import manifest from '../../package.json' with { type: 'json' };

/** Of this package: its version, and the versions of Node that it is made for. */
export const { version, engines } = manifest;
