using System.Globalization;
using ReleasePortal.Bench.Bundles;
using ReleasePortal.Bench.Elt;
using ReleasePortal.Bench.Provisioning;

switch (args)
{
    case ["bundles"]:
        ValidationBenchmark.Run(Console.Out);
        await DeployBenchmark.RunAsync(Console.Out, CancellationToken.None);
        return 0;
    case ["elt", .. var rest]:
        return await EltBench.RunAsync(
            rest is [var rows] ? int.Parse(rows, CultureInfo.InvariantCulture) : 1_000_000, CancellationToken.None)
            ? 0
            : 1;
    case ["checks"]:
        await ChecksBench.RunAsync(CancellationToken.None);
        return 0;
    case ["provisioning"]:
        return await ProvisioningBench.RunAsync(CancellationToken.None) ? 0 : 1;
    default:
        Console.WriteLine("""
            Times are of this machine; ratios and counts are what matters.
              dotnet run -c Release --project bench -- bundles         validation of a large bundle; deployments of 500 files, against their longest path and a sequential client
              dotnet run -c Release --project bench -- elt [rows]      all layers in the sandbox, against plain DuckDB (1000000)
              dotnet run -c Release --project bench -- checks          what following the run adds to a deployment, for short and long runs
              dotnet run -c Release --project bench -- provisioning    three stages from nothing, against the longest path of their graph
            """);
        return 1;
}
