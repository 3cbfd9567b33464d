import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      ".rehearsal/",
      ".drill/",
      "**/*.cjs",
      "**/*.mjs",
      "policies/index.js",
      "test/policies/cases/",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      eqeqeq: "error",
      // Pulumi resources are created for their effect: `new Subnet(…)` needs no variable.
      "no-new": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // The compiler does not see what a spread carries: a renamed setting would reach nothing, and nothing would say so.
    files: ["index.ts", "components/region/**/*.ts", "components/global/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ObjectExpression > SpreadElement",
          message:
            "Name each argument in the component's mapper, which returns Complete<…>; spread no object here.",
        },
        {
          selector: "ObjectPattern > RestElement",
          message: "Name what is taken out of an object; the rest of it would be handed on unseen.",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
