using System.Diagnostics;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Sandbox;

public sealed class GitOverHttpTests : SandboxTest
{
    [Fact]
    public async Task Clone_edit_push_starts_the_checks()
    {
        using var folder = new TemporaryFolder();
        await Git(folder.Path, "clone", "--quiet", Box.Uris.Clone.ToString(), ".");
        await File.AppendAllTextAsync(Path.Combine(folder.Path, "README.md"), "One more line.\n", Soon);
        await Git(
            folder.Path, "-c", "user.name=Priya Raman", "-c", "user.email=priya.raman@nanba.example", "commit", "--quiet", "-am",
            "Say more");

        await Git(folder.Path, "push", "--quiet", "origin", "HEAD:main");

        var head = (await Git(folder.Path, "rev-parse", "HEAD")).Trim();
        Box.GitHub.Head.ShouldBe(head);
        var (status, checks) = await Call(HttpMethod.Get, Api($"commits/{head}/check-runs"), Box.GitHub.Token, null);
        status.ShouldBe(200);
        checks!["check_runs"]!.AsArray().Select(check => (string)check!["conclusion"]!).ShouldBe(["success", "success", "success"]);
    }

    [Fact]
    public async Task A_commit_that_asks_for_it_fails_its_checks()
    {
        var head = await Box.GitHub.PushAsync(Everybody.Tom, "Drop a column [ci fail]", Change("a.txt", "text"), Soon);

        var (_, checks) = await Call(HttpMethod.Get, Api($"commits/{head}/check-runs"), Box.GitHub.Token, null);

        var failed = checks!["check_runs"]!.AsArray().Single(check => (string)check!["conclusion"]! == "failure")!;
        ((string)failed["name"]!).ShouldBe("Unit tests");
        ((string)failed["output"]!["title"]!).ShouldBe("2 of 14 tests failed");
    }

    [Fact]
    public async Task A_push_of_several_commits_is_one_push_with_its_authors()
    {
        var before = Box.GitHub.Head;
        var head = await Box.GitHub.PushAsync(
            [
                new(Everybody.Tom, "First", Change("a.txt", "1")),
                new(Everybody.Priya, "Second", Change("b.txt", "2")) { CoAuthors = [Everybody.Amara] },
            ],
            Soon);

        var (_, comparison) = await Call(HttpMethod.Get, Api($"compare/{before}...{head}"), Box.GitHub.Token, null);

        comparison!["ahead_by"]!.GetValue<int>().ShouldBe(2);
        var commits = comparison["commits"]!.AsArray();
        commits.Select(commit => (string)commit!["author"]!["login"]!).ShouldBe(["tom-whitfield", "priya-raman"]);
        ((string)commits[1]!["commit"]!["message"]!).ShouldEndWith("Co-authored-by: Amara Okafor <amara.okafor@nanba.example>");
        comparison["files"]!.AsArray().Select(file => (string)file!["filename"]!).ShouldBe(["a.txt", "b.txt"]);
        ((string)comparison["files"]![0]!["patch"]!).ShouldStartWith("@@");
    }

    Uri Api(string path) => new(Box.Uris.GitHubApi, "repos/nanba/nanba-databricks/" + path);

    static Dictionary<string, string?> Change(string path, string text) => new() { [path] = text };

    static async Task<string> Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync(Soon);
        var output = await git.StandardOutput.ReadToEndAsync(Soon);
        await git.WaitForExitAsync(Soon);
        git.ExitCode.ShouldBe(0, await error);
        return output;
    }

    sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("clone-").FullName;

        public void Dispose()
        {
            foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            Directory.Delete(Path, recursive: true);
        }
    }
}
