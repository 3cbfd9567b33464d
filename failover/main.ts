import { program } from "./cli/program";

void program().parseAsync();
