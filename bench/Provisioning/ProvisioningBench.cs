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
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { ArmDuration = TimeSpan.FromSeconds(2) }, cancellationToken);
        sandbox.Faults.Add(new() { LatencyMilliseconds = 100, Times = null });
        var settings = sandbox.PortalSettings(new Uri("http://localhost:5080")).ToDictionary();
        settings["ConnectionStrings:Portal"] = $"Data Source={Path.GetTempFileName()}";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddCore(configuration).BuildServiceProvider();
        var race = new Race(services);

        // Signs in, opens connections and loads the published types: neither way shall pay for that.
        await race.SideBySideAsync("warm");
        var alone = await race.OneAfterAnotherAsync();
        var together = await race.SideBySideAsync("together");

        Say("one after another", alone.Total);
        Say("side by side", together);
        Say("longest path of the graph", alone.LongestPath);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{together / alone.LongestPath,8:0.00} times the longest path (at most 1.20)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alone.Total / together,8:0.00} times faster (at least 5.00)"));
    }

    static void Say(string what, TimeSpan time) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,8:0.00} s {what}"));
}
