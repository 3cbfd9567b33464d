import type { CreateExperimentTemplateCommandInput } from "@aws-sdk/client-fis";
import type { StubResponse, StubRequest } from "./wire";

type Template = CreateExperimentTemplateCommandInput & { readonly id: string; readonly region: string };

interface Experiment {
  readonly id: string;
  readonly region: string;
  readonly template: Template;
  readonly tags: Record<string, string>;
  state: { status: string; reason?: string };
}

/** FIS: an experiment starts in a while and stops in a while. */
export class Experiments {
  readonly templates = new Map<string, Template>();
  readonly experiments = new Map<string, Experiment>();
  /** What the next experiment ends with instead of running. */
  failsWith: string | undefined;
  /** What else happens when an experiment starts. */
  onStart: () => Promise<void> = () => Promise.resolve();
  #count = 0;

  async answer({ method, path, body, region }: StubRequest): Promise<StubResponse> {
    const [, collection, id = ""] = (path.split("?")[0] ?? "").split("/");
    const input = (): unknown => JSON.parse(body);
    if (collection === "experimentTemplates") {
      if (method === "POST") return json({ experimentTemplate: this.#create(input() as Template, region) });
      if (method === "DELETE") return this.templates.delete(id) ? json({}) : notFound(id);
      return json({
        experimentTemplates: [...this.templates.values()].filter((one) => one.region === region),
      });
    }
    if (method === "POST") {
      await this.onStart();
      return this.#start(input() as Start, region);
    }
    if (id === "") {
      const experiments = [...this.experiments.values()].filter((one) => one.region === region);
      return json({ experiments });
    }
    const experiment = this.experiments.get(id);
    if (!experiment) return notFound(id);
    if (method === "DELETE") return stop(experiment);
    const answer = json({ experiment });
    this.#advance(experiment);
    return answer;
  }

  #create(input: CreateExperimentTemplateCommandInput, region: string): Template {
    const template = { ...input, id: `EXT${++this.#count}`, region };
    this.templates.set(template.id, template);
    return template;
  }

  #start({ experimentTemplateId, tags }: Start, region: string): StubResponse {
    const template = this.templates.get(experimentTemplateId);
    if (!template) return notFound(experimentTemplateId);
    const experiment = { id: `EXP${++this.#count}`, region, template, tags, state: { status: "initiating" } };
    this.experiments.set(experiment.id, experiment);
    return json({ experiment });
  }

  #advance(experiment: Experiment): void {
    const { state } = experiment;
    if (state.status === "initiating") {
      experiment.state = this.failsWith
        ? { status: "failed", reason: this.failsWith }
        : { status: "running" };
    }
    if (state.status === "stopping") experiment.state = { status: "stopped" };
  }
}

interface Start {
  readonly experimentTemplateId: string;
  readonly tags: Record<string, string>;
}

function stop(experiment: Experiment): StubResponse {
  if (experiment.state.status !== "running") {
    return json({ __type: "ValidationException", message: `it is ${experiment.state.status}` }, 400);
  }
  experiment.state = { status: "stopping" };
  return json({ experiment });
}

function json(value: unknown, status = 200): StubResponse {
  return { status, body: JSON.stringify(value), type: "application/json" };
}

function notFound(id: string): StubResponse {
  return json({ __type: "ResourceNotFoundException", message: `no ${id}` }, 404);
}
