// Runs in each test file's own realm before it: gives that realm what Node gives to its main one only.

for (const name of ['dispose', 'asyncDispose']) {
  if (Symbol[name] === undefined) {
    Object.defineProperty(Symbol, name, {value: Symbol.for(`nodejs.${name}`)});
  }
}
