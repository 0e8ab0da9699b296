using System.ComponentModel;
using System.Diagnostics;
using ReleasePortal.Core.Bundles;

namespace ReleasePortal.Cli;

/// <summary>Where a folder's files come from, as git knows it.</summary>
static class GitFacts
{
    /// <summary>What git says where no branch is checked out, but a commit or a tag.</summary>
    const string Detached = "HEAD";

    /// <returns>Null outside of a repository, before its first commit, and where git is not installed.</returns>
    public static async Task<BundleGit?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (await AskAsync(
            folder, cancellationToken, "rev-parse", "HEAD", "--abbrev-ref", "HEAD",
            "--show-prefix") is not [var commit, var branch, .. var rest])
        {
            return null;
        }

        var origin = await AskAsync(folder, cancellationToken, "config", "--get", "remote.origin.url") is [var url, ..] ? url : "";
        return new(branch is Detached ? "" : branch, commit, origin, rest is [{ Length: > 0 } prefix, ..] ? prefix.TrimEnd('/') : ".");
    }

    /// <returns>The lines of the answer; none when git refused.</returns>
    static async Task<string[]> AskAsync(string folder, CancellationToken cancellationToken, params string[] question)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. question])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = git.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await said;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? answer.TrimEnd('\n').Split('\n') : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
