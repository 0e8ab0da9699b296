using System.Diagnostics;
using DuckDB.NET.Data;
using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Bench.Elt;

/// <summary>Raw orders through bronze, silver and gold: the bundle's job in the sandbox, and the same SQL by hand in
/// plain DuckDB.</summary>
static class EltBench
{
    const int Rounds = 3;

    /// <summary>What the sandbox may take, as a multiple of plain DuckDB.</summary>
    const double Allowed = 3;

    /// <returns>Whether the limit is kept.</returns>
    public static async Task<bool> RunAsync(int rows, CancellationToken cancellationToken)
    {
        await using var sandbox = await SandboxHost.StartAsync(new(), cancellationToken);
        var workspace = sandbox.Databricks["dev"];
        var landing = Path.Combine(workspace.VolumesFolder, workspace.Catalog, "default", "landing");
        await GenerateAsync(rows, landing, cancellationToken);
        using var job = await EltJob.DeployAsync(sandbox, "/Volumes/nanba_dev_bronze/default/landing", cancellationToken);

        List<TimeSpan> ours = [];
        List<TimeSpan> plain = [];
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await TimeAsync(() => job.RunAsync(cancellationToken)));
            Print($"sandbox, round {round + 1}", ours[^1]);
        }

        for (var round = 0; round < Rounds; round++)
        {
            plain.Add(await TimeAsync(() => PlainAsync(landing, cancellationToken)));
            Print($"plain DuckDB, round {round + 1}", plain[^1]);
        }

        var ratio = ours.Min() / plain.Min();
        Console.WriteLine($"{await job.CountsAsync(cancellationToken)}");
        Console.WriteLine(
            $"{rows:N0} raw rows: sandbox {ours.Min().TotalSeconds:0.00} s, plain {plain.Min().TotalSeconds:0.00} s, {ratio:0.00} times; {Allowed} are allowed: {(ratio <= Allowed ? "kept" : "BROKEN")}");
        return ratio <= Allowed;
    }

    static async Task GenerateAsync(int rows, string folder, CancellationToken cancellationToken)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "make_orders.py"), "--rows", $"{rows}", "--out", folder]))
            ?? throw new InvalidOperationException("python3 did not start.");
        await python.WaitForExitAsync(cancellationToken);
        if (python.ExitCode != 0)
        {
            throw new InvalidOperationException($"make_orders.py ended with {python.ExitCode}.");
        }
    }

    static async Task PlainAsync(string folder, CancellationToken cancellationToken)
    {
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "plain.sql"), cancellationToken);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        await connection.OpenAsync(cancellationToken);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both parts are ours.
        command.CommandText = sql.Replace("$folder", folder, StringComparison.Ordinal);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    static void Print(string what, TimeSpan took)
    {
        using var me = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{what}: {took.TotalSeconds:0.00} s, {me.WorkingSet64 / 1024 / 1024} MB now, {me.PeakWorkingSet64 / 1024 / 1024} MB at most");
    }
}
