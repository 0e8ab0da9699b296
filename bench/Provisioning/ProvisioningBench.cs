using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Core;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Bench.Provisioning;

/// <summary>Three stages from nothing, against a Resource Manager that answers in 100 ms and takes 2 s for what it does not do at once:
/// as the portal does it, and the same calls one after another.</summary>
static class ProvisioningBench
{
    const double MostOfPath = 1.2;

    const double LeastFaster = 5;

    /// <returns>Whether both limits are kept.</returns>
    public static async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { ArmDuration = TimeSpan.FromSeconds(2) }, cancellationToken);
        sandbox.Faults.Add(new() { LatencyMilliseconds = 100, Times = null });
        var settings = sandbox.PortalSettings(new Uri("http://localhost:5080")).ToDictionary();
        settings["ConnectionStrings:Portal"] = $"Data Source={Path.GetTempFileName()}";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCore(configuration).BuildServiceProvider();
        using var calls = new CallClock();
        var race = new Race(services, calls);

        // Signs in, opens connections and loads the published types: neither way shall pay for that.
        await race.SideBySideAsync("warm");
        var alone = await race.OneAfterAnotherAsync();
        var together = await race.SideBySideAsync("together");

        Say("one after another", alone.Total);
        Say("side by side", together);
        Say("longest path of the graph", alone.LongestPath);
        var (ofPath, faster) = (together / alone.LongestPath, alone.Total / together);
        Say($"times the longest path, at most {MostOfPath:0.00}", ofPath, ofPath <= MostOfPath);
        Say($"times faster, at least {LeastFaster:0.00}", faster, faster >= LeastFaster);
        return ofPath <= MostOfPath && faster >= LeastFaster;
    }

    static void Say(string what, double ratio, bool kept) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ratio,8:0.00} {what}: {(kept ? "kept" : "BROKEN")}"));

    static void Say(string what, TimeSpan time) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,8:0.00} s {what}"));
}
