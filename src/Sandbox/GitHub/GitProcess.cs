using System.Diagnostics;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>Runs git with streams for its input and output, and with nobody's configuration but the repository's.</summary>
static class GitProcess
{
    public static async Task RunAsync(
        string home,
        IReadOnlyList<string> arguments,
        string? protocol,
        Stream? input,
        Stream output,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        start.Environment["HOME"] = home;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        if (protocol is not null)
        {
            start.Environment["GIT_PROTOCOL"] = protocol;
        }

        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start.");
        try
        {
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            var answer = git.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            await FeedAsync(git, input, cancellationToken);
            await answer;
            await git.WaitForExitAsync(cancellationToken);
            if (git.ExitCode != 0)
            {
                throw new InvalidOperationException($"git {arguments[0]} ended with {git.ExitCode}: {await errors}");
            }
        }
        finally
        {
            if (!git.HasExited)
            {
                git.Kill();
            }
        }
    }

    static async Task FeedAsync(Process git, Stream? input, CancellationToken cancellationToken)
    {
        try
        {
            await using var sink = git.StandardInput.BaseStream;
            if (input is not null)
            {
                await input.CopyToAsync(sink, cancellationToken);
            }
        }
        catch (IOException)
        {
            // Git stopped reading before the client stopped sending; its exit code tells why.
        }
    }
}
