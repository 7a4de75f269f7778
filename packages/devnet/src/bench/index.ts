export { readBenchOptions } from './bench-options.ts'
export { runBench, tellFigure } from './run-bench.ts'
