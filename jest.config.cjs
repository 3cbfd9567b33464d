/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  // The local site needs packages of the system and root: `npm run test:site`.
  testPathIgnorePatterns: process.env.STANDFAST_SITE ? [] : ["<rootDir>/test/drill/local-site.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/.rehearsal/", "<rootDir>/.drill/"],
  maxWorkers: 2,
  testTimeout: 20_000,
};
