using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Bench.Bundles;

/// <summary>
/// A first deployment of 500 small files in 20 folders and one job, to a workspace that takes 50 ms for every call. Round trips that wait
/// for each other, which is the critical path:
/// <code>
/// 1 who deploys 4 lock: refused for want of a folder, folder, lock, read it back
/// 1 state, deployment, digests, pending creates and live files, at once 1 20 folders, 20 at once
/// 25 500 files, 20 at once; what is about to be created is noted meanwhile 1 deployment.json and digests
/// 1 job 1 resources.json
/// 1 metadata.json, and the note is taken away 2 unlock: read the lock, delete it
/// </code>
/// </summary>
static class DeployBenchmark
{
    const int FileCount = 500;
    const int FolderCount = 20;
    const int AtOnce = 20;
    const int RoundTrips = 1 + 4 + 1 + (FolderCount / AtOnce) + (FileCount / AtOnce) + 1 + 1 + 1 + 1 + 2;

    static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var workspace = await SlowWorkspace.StartAsync(Latency, cancellationToken);
        await workspace.DeployAsync(Bundle("warm-up", changed: false, files: 20), cancellationToken);
        var critical = RoundTrips * Latency;

        var sequential = await SequentialAsync(workspace, cancellationToken);
        var first = await TimeAsync(workspace, changed: false, cancellationToken);
        output.WriteLine();
        output.WriteLine(
            $"First deployment of {FileCount} files at {Latency.TotalMilliseconds:0} ms a call, {RoundTrips} round trips one after the other");
        output.WriteLine($"  critical path   {critical.TotalSeconds,6:0.00} s");
        output.WriteLine(
            $"  engine          {first.Elapsed.TotalSeconds,6:0.00} s = {first.Elapsed / critical:0.00} of the critical path (aim: at most 1.30)");
        output.WriteLine($"  one by one      {sequential.TotalSeconds,6:0.00} s = {sequential / first.Elapsed:0.0} times the engine");
        await RedeployAsync(output, workspace, cancellationToken);
    }

    static async Task RedeployAsync(TextWriter output, SlowWorkspace workspace, CancellationToken cancellationToken)
    {
        var unchanged = await TimeAsync(workspace, changed: false, cancellationToken);
        var changed = await TimeAsync(workspace, changed: true, cancellationToken);
        output.WriteLine($"Redeployment, unchanged: {unchanged}");
        output.WriteLine($"Redeployment, one file changed: {changed}");
    }

    static async Task<DeployMeasure> TimeAsync(SlowWorkspace workspace, bool changed, CancellationToken cancellationToken)
    {
        workspace.Requests.Clear();
        var started = Stopwatch.GetTimestamp();
        await workspace.DeployAsync(Bundle("bench", changed, FileCount), cancellationToken);
        return DeployMeasure.Of(Stopwatch.GetElapsedTime(started), workspace.Requests.All);
    }

    /// <summary>As somebody would with curl in a loop: folders, files, job, each after the one before.</summary>
    static async Task<TimeSpan> SequentialAsync(SlowWorkspace workspace, CancellationToken cancellationToken)
    {
        const string Root = "/Workspace/Shared/by-hand";
        var started = Stopwatch.GetTimestamp();
        var files = Bundle("by-hand", changed: false, FileCount);
        foreach (var folder in files.Paths.Where(path => path.Contains('/'))
            .Select(path => path[..path.LastIndexOf('/')])
            .Distinct(StringComparer.Ordinal))
        {
            await workspace.Workspace.Files.MakeDirectoryAsync($"{Root}/{folder}", cancellationToken);
        }

        foreach (var path in files.Paths)
        {
            await workspace.Workspace.Files.ImportFileAsync($"{Root}/{path}", files.Read(path), overwrite: true, cancellationToken);
        }

        await workspace.Workspace.Jobs.CreateAsync(new() { ["name"] = "By hand" }, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>The configuration is one of the files.</summary>
    static BundleFiles Bundle(string name, bool changed, int files) => new([
        File(
            "databricks.yml",
            $"bundle: {{name: {name}}}\nworkspace: {{root_path: /Workspace/Shared/.bundle/{name}}}\ntargets: {{dev: {{}}}}\nresources: {{jobs: {{elt: {{name: {name}, tasks: [{{task_key: t, notebook_task: {{notebook_path: src/0/n0.py}}}}]}}}}}}\n"),
        .. Enumerable.Range(0, files - 1).Select(number => File(
            string.Create(CultureInfo.InvariantCulture, $"src/{number % FolderCount}/n{number}.py"),
            $"# Databricks notebook source\nprint({number}, {(changed && number == 7 ? "'new'" : "'old'")})\n")),
    ]);

    static KeyValuePair<string, byte[]> File(string path, string content) => KeyValuePair.Create(path, Encoding.UTF8.GetBytes(content));
}
