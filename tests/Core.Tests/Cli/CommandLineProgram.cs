using System.Diagnostics;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Tests.Architecture;
using ReleasePortal.Core.Tests.Bundles;

namespace ReleasePortal.Core.Tests.Cli;

/// <summary>The program as people start it: a process of its own, in a folder of its own, with an environment that
/// holds nothing else.</summary>
public sealed class CommandLineProgram : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public string Folder { get; } = Directory.CreateTempSubdirectory("bundle-").FullName;

    public CommandLineProgram Write(BundleFiles files)
    {
        foreach (var path in files.Paths)
        {
            var file = Path.Combine(Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, files.Read(path).ToArray());
        }

        return this;
    }

    public CommandLineProgram With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public CommandLineProgram Without(string variable)
    {
        _environment.Remove(variable);
        return this;
    }

    public async Task<CommandLineProgram> SignInAsync(SandboxWorkspace sandbox) => With("DATABRICKS_HOST", sandbox.Workspace.Url.ToString())
        .With("DATABRICKS_TOKEN", await sandbox.TokenAsync());

    public async Task<CommandLineResult> RunAsync(string arguments, int exitCode, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, cancellationToken);
        result.ExitCode.ShouldBe(exitCode, result.Output + result.Error);
        return result;
    }

    public async Task<CommandLineResult> RunAsync(string arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, output, await error);
    }

    /// <summary>Nobody sits at its terminal.</summary>
    public Process Start(string arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [BuiltFiles.AssemblyOf("Cli"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys
            .Where(name => name.StartsWith("DATABRICKS_", StringComparison.Ordinal) || name.StartsWith("ARM_", StringComparison.Ordinal))
            .ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public sealed record CommandLineResult(int ExitCode, string Output, string Error);
