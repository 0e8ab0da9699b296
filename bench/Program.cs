using ReleasePortal.Bench.Bundles;

Console.WriteLine("Bundle engine. Times are of this machine; ratios and counts are what matters.");
ValidationBenchmark.Run(Console.Out);
await DeployBenchmark.RunAsync(Console.Out, CancellationToken.None);
