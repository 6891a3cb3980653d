import type { Reading } from '../contracts/feature-plan.ts';
import type { Formula } from '../featurize/expression/formula.ts';
import { lookUp } from './encodings.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { operationNodes } from './operation-nodes.ts';

/** Gives the names of what formulas compute with. */
export interface FormulaInputs {
  /** A reading of a raw column with its missing values filled, double [N, 1]. */
  readonly number: (column: string, reading: Reading) => string;
  /** Whether a reading is missing before anything is filled, bool [N, 1]. */
  readonly missing: (column: string, reading: Reading) => string;
  /** A column's texts, string [N, 1]. */
  readonly text: (column: string) => string;
}

/** Compiles formulas; a part that occurs twice, in one of them or in two, is computed once. */
export class FormulaNodes {
  readonly #graph: GraphBuilder;
  readonly #inputs: FormulaInputs;
  readonly #known = new Map<Formula, string>();

  constructor(graph: GraphBuilder, inputs: FormulaInputs) {
    this.#graph = graph;
    this.#inputs = inputs;
  }

  /** @returns the name of the result, double [N, 1], or [1, 1] where it is the same for every row */
  add(formula: Formula): string {
    const known = this.#known.get(formula);
    if (known !== undefined) return known;
    const added = this.#compile(formula);
    this.#known.set(formula, added);
    return added;
  }

  #compile(formula: Formula): string {
    const graph = this.#graph;
    switch (formula.kind) {
      case 'number':
        return graph.doubles([formula.value], [1, 1]);
      case 'input':
        return this.#inputs.number(formula.column, formula.reading);
      case 'missing':
        return graph.cast(this.#inputs.missing(formula.column, formula.reading), 'double');
      case 'is': {
        const texts = this.#inputs.text(formula.column);
        return graph.cast(lookUp(graph, texts, [formula.text, ''], [1, Number.NaN], 0), 'double');
      }
      case 'bucket':
        return this.#bucket(this.add(formula.operand), formula.edges);
      case 'operation':
        return operationNodes[formula.operation](
          graph,
          formula.operands.map((operand) => this.add(operand)),
        );
    }
  }

  #bucket(operand: string, edges: readonly number[]): string {
    const graph = this.#graph;
    const above = graph.node('GreaterOrEqual', [operand, graph.doubles(edges, [1, edges.length])]);
    const count = graph.node('ReduceSum', [graph.cast(above, 'double'), graph.positions([1])]);
    return graph.node('Where', [graph.node('IsNaN', [operand]), operand, count]);
  }
}
