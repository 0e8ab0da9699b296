using System.Diagnostics;
using System.Globalization;
using System.Text;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Bench.Bundles;

/// <summary>Validation of a large bundle: 300 jobs of 20 tasks in 50 included files. Aim: under 1 s warm, under 300 MB.</summary>
static class ValidationBenchmark
{
    const int Files = 50;
    const int JobsPerFile = 6;
    const int Tasks = 20;
    const int WarmRuns = 5;

    public static void Run(TextWriter output)
    {
        var request = new BundleRequest { Files = LargeBundle() };
        var cold = Time(request);
        var warm = Enumerable.Range(0, WarmRuns).Select(_ => Time(request)).Order().ElementAt(WarmRuns / 2);
        using var self = Process.GetCurrentProcess();
        output.WriteLine();
        output.WriteLine($"Validation of {Files * JobsPerFile} jobs x {Tasks} tasks in {Files} files");
        output.WriteLine($"  cold {cold.TotalSeconds:0.00} s, warm {warm.TotalSeconds:0.00} s (median of {WarmRuns}; aim: under 1 s)");
        output.WriteLine($"  process at its peak {self.PeakWorkingSet64 / 1024 / 1024} MB (aim: under 300 MB)");
    }

    static TimeSpan Time(BundleRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        var valid = BundleValidation.Of(
            request, new("https://adb-1.1.azuredatabricks.net"), new DatabricksUser("1", "ann.lee@nanba.example", "Ann Lee"));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return valid.IsValid ? elapsed : throw new InvalidOperationException(valid.ToText());
    }

    static BundleFiles LargeBundle() => new([
        File(
            "databricks.yml",
            "bundle: {name: large}\ninclude: [resources/*.yml]\nvariables: {day: {default: load_day}}\ntargets: {dev: {}}\n"),
        File("src/load.py", "# Databricks notebook source\n"),
        .. Enumerable.Range(0, Files).Select(file => File($"resources/f{file}.yml", Resources(file))),
    ]);

    static string Resources(int file)
    {
        var text = new StringBuilder("resources:\n  jobs:\n");
        for (var job = 0; job < JobsPerFile; job++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"    job_{file}_{job}:\n      name: Job {file} {job} of ${{bundle.target}}\n      tasks:");
            for (var task = 0; task < Tasks; task++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"        - task_key: task_{task}");
                text.AppendLine(
                    task == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"          depends_on: [{{task_key: task_{task - 1}}}]"));
                text.AppendLine(
                    "          notebook_task:\n            notebook_path: ../src/load.py\n            base_parameters: {day: '${var.day}', target: '${bundle.target}'}");
            }
        }

        return text.ToString();
    }

    static KeyValuePair<string, byte[]> File(string path, string content) => KeyValuePair.Create(path, Encoding.UTF8.GetBytes(content));
}
