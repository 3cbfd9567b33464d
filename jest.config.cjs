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
  testPathIgnorePatterns: [
    // The local site needs packages of the system and root: `npm run test:site`.
    ...(process.env.STANDFAST_SITE ? [] : ["<rootDir>/test/drill/local-site.test.ts"]),
    // The instance needs root, and a Debian to take packages from: `npm run test:boot`.
    ...(process.env.STANDFAST_BOOT ? [] : ["<rootDir>/test/boot/"]),
    // A whole cycle of failover and failback takes minutes: `npm run test:transitions`.
    ...(process.env.STANDFAST_TRANSITIONS ? [] : ["<rootDir>/test/engine/transitions/"]),
    // Users and roles on a real Redis and a real PostgreSQL, packages of the system: `npm run test:stores`.
    ...(process.env.STANDFAST_STORES ? [] : ["<rootDir>/test/stores/"]),
    // The engine follows the runbooks on a whole stack, which takes minutes: `npm run test:runbooks`.
    ...(process.env.STANDFAST_RUNBOOKS ? [] : ["<rootDir>/test/runbooks/stack/"]),
    // The pages of reports need a browser: `npm run test:page`.
    ...(process.env.STANDFAST_PAGE
      ? []
      : ["<rootDir>/test/drill/report/page.test.ts", "<rootDir>/test/report/browser.test.ts"]),
  ],
  modulePathIgnorePatterns: ["<rootDir>/.rehearsal/", "<rootDir>/.drill/"],
  maxWorkers: 2,
  // Ends what hangs, and measures nothing: a loaded machine may be slow.
  testTimeout: 900_000,
};
