using ReleasePortal.Core.Clients.GitHub;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.Faults;

namespace ReleasePortal.Core.Tests.Clients.GitHub;

public sealed class SandboxGitHubTests : IAsyncLifetime
{
    SandboxClients _clients = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    GitHubCommits Commits => _clients.Get<GitHubCommits>();

    public async ValueTask InitializeAsync() => _clients = await SandboxClients.StartAsync();

    public ValueTask DisposeAsync() => _clients.DisposeAsync();

    [Fact]
    public async Task A_push_is_seen_with_its_authors_its_files_and_its_checks()
    {
        var before = await Commits.HeadAsync(SandboxClients.Repository, "main", Soon);
        var files = new Dictionary<string, string?>(StringComparer.Ordinal) { ["bundle/notes.md"] = "one\ntwo\n" };
        await _clients.Sandbox.GitHub.PushAsync([new(Everybody.Tom, "Take notes (#21)", files) { CoAuthors = [Everybody.Priya] }], Soon);

        var head = await Commits.HeadAsync(SandboxClients.Repository, "main", Soon);
        var range = await Commits.CompareAsync(SandboxClients.Repository, before, head, Soon);

        var commit = range.Commits.ShouldHaveSingleItem();
        commit.Sha.ShouldBe(head);
        commit.Title.ShouldBe("Take notes (#21)");
        commit.Author.Login.ShouldBe("tom-whitfield");
        commit.CoAuthors.ShouldHaveSingleItem().Email.ShouldBe("priya.raman@nanba.example");
        range.Files.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            file => file.Path.ShouldBe("bundle/notes.md"),
            file => file.Additions.ShouldBe(2),
            file => file.Patch!.ShouldContain("+two"));
        (await Commits.PullRequestAsync(SandboxClients.Repository, head, Soon)).ShouldBe(21);
        (await Commits.ListAsync(SandboxClients.Repository, head, 2, Soon)).Select(one => one.Sha).ShouldBe([head, before]);
        (await _clients.Get<GitHubChecks>().ReadAsync(SandboxClients.Repository, head, Soon)).Verdict.ShouldBe(CheckState.Succeeded);
    }

    [Fact]
    public async Task The_archive_of_a_commit_is_a_gzip()
    {
        var head = await Commits.HeadAsync(SandboxClients.Repository, "main", Soon);

        var archive = await Commits.ArchiveAsync(SandboxClients.Repository, head, Soon);

        archive[..2].ShouldBe([(byte)0x1f, (byte)0x8b]);
    }

    [Fact]
    public async Task A_secret_arrives_in_its_environment_though_GitHub_stumbles()
    {
        var environments = _clients.Get<GitHubEnvironments>();
        await environments.EnsureAsync(SandboxClients.Repository, "dev", Soon);
        _clients.Sandbox.Faults.Add(new() { StandIn = "github", Method = "PUT", Path = "*secrets*", Status = 429, RetryAfterSeconds = 0 });
        _clients.Sandbox.Faults.Add(
            new() { StandIn = "github", Method = "PUT", Path = "*secrets*", Reset = true, When = FaultMoment.After });

        await environments.StoreSecretAsync(SandboxClients.Repository, "dev", "DBX_TOKEN", new("dapi-secret"), Soon);

        _clients.Sandbox.GitHub.Secrets["dev"]["DBX_TOKEN"].ShouldBe("dapi-secret");
    }

    [Fact]
    public async Task A_deployment_is_made_once_and_tells_its_story()
    {
        var deployments = _clients.Get<GitHubDeployments>();
        var head = await Commits.HeadAsync(SandboxClients.Repository, "main", Soon);
        var wanted = new NewGitHubDeployment(head, "prod", "elt/108", "Release 42", Production: true);
        var count = _clients.Sandbox.GitHub.Deployments.Count;

        var id = await deployments.EnsureAsync(SandboxClients.Repository, wanted, Soon);
        var again = await deployments.EnsureAsync(SandboxClients.Repository, wanted, Soon);
        await deployments.ReportAsync(
            SandboxClients.Repository, id,
            new(GitHubDeploymentState.Success, "Deployed", new("https://portal.test/elt/deployments/108"), null), Soon);

        again.ShouldBe(id);
        _clients.Sandbox.GitHub.Deployments.Count.ShouldBe(count + 1);
        var kept = _clients.Sandbox.GitHub.Deployments.Single(deployment => deployment.Id == id);
        kept.IsProduction.ShouldBeTrue();
        kept.Statuses.ShouldContain(status => status.State == "success" && status.LogUrl == "https://portal.test/elt/deployments/108");
    }
}
