// The types of `sources.mjs`, for the tests.

export function read_sources(folders?: readonly string[]): Map<string, string>;
