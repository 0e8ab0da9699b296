using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.GitHub;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>The main job of the product, over real HTTP.</summary>
public sealed class MergeToProdTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_push_becomes_a_release_with_its_commits_authors_checks_and_archive()
    {
        var first = await _portal.FindReleaseAsync();
        NewCommit[] commits =
        [
            new(Everybody.Priya, "Describe the silver table", new Dictionary<string, string?> { ["bundle/docs/silver.md"] = "silver" }),
            new(Everybody.Tom, "Describe the gold table", new Dictionary<string, string?> { ["bundle/docs/gold.md"] = "gold" })
            {
                CoAuthors = [Everybody.Amara],
            },
        ];
        var head = await _portal.Sandbox.GitHub.PushAsync(commits, Soon);

        var number = await _portal.FindReleaseAsync();

        number.ShouldBe(first + 1);
        var release = await _portal.ReadAsync(db => db.Releases.SingleAsync(row => row.Number == number, Soon));
        release.Commit.Value.ShouldBe(head);
        release.Title.ShouldBe("Describe the gold table");
        release.Commits.Select(commit => commit.Title).ShouldBe(["Describe the gold table", "Describe the silver table"]);
        release.Authors.Select(author => author.Name).ShouldBe(["Tom Whitfield", "Amara Okafor", "Priya Raman"]);
        release.Checks.ShouldBe(ChecksVerdict.Succeeded);
        var artifact = await _portal.ReadAsync(db => db.Artifacts.SingleAsync(row => row.Digest == release.BundleDigest, Soon));
        Artifact.DigestOf(artifact.Content).ShouldBe(release.BundleDigest);
    }

    [Fact]
    public async Task A_release_with_green_checks_deploys_to_dev_by_itself()
    {
        var number = await _portal.FindReleaseAsync();

        var deployment = await _portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Release.Number.ShouldBe(number);
        deployment.Promotion.Kind.ShouldBe(PromotionKind.Automatic);
        deployment.Steps.Select(step => (step.Name, step.State)).ShouldBe(_portal.Get<DeploymentPlan>().StepNamesOf(PromotionKind.Forward).Select(name => (name, RunState.Succeeded)));
        (await _portal.LiveAsync("dev")).ShouldBe(_portal.Sandbox.GitHub.Head);
    }

    [Fact]
    public async Task A_release_with_failed_checks_goes_nowhere()
    {
        await _portal.ReleaseInDevAsync();
        var before = await _portal.LiveAsync("dev");
        await _portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Half an idea [ci fail]", new Dictionary<string, string?> { ["bundle/docs/idea.md"] = "half" }, Soon);

        var number = await _portal.FindReleaseAsync();
        await _portal.DeployAsync("dev");

        (await _portal.ReadAsync(db => db.Releases.SingleAsync(row => row.Number == number, Soon))).Checks.ShouldBe(ChecksVerdict.Failed);
        (await _portal.LiveAsync("dev")).ShouldBe(before);
    }

    [Fact]
    public async Task Test_takes_one_approval_and_prod_takes_two()
    {
        var release = await _portal.ReleaseInDevAsync();

        var toTest = await _portal.RequestAsync("test", release, TestPortal.Helen);
        (await _portal.ApproveAsync(toTest, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await _portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);

        var toProd = await _portal.RequestAsync("prod", release, TestPortal.Helen);
        (await _portal.ApproveAsync(toProd, TestPortal.Marek)).ShouldBe(new ApprovalOutcome.Counted(1, 2));
        (await _portal.ApproveAsync(toProd, TestPortal.Amara)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await _portal.DeployAsync("prod")).State.ShouldBe(RunState.Succeeded);

        (await _portal.LiveAsync("prod")).ShouldBe(_portal.Sandbox.GitHub.Head);
        var prod = _portal.Sandbox.Databricks["prod"];
        prod.Jobs.Count.ShouldBe(1);
        prod.Tokens.Count.ShouldBe(1);
        _portal.Sandbox.GitHub.Secrets["prod"]["DBX_TOKEN"].ShouldStartWith("dapi");
        _portal.Sandbox.GitHub.Deployments.Where(item => item.Environment == "prod").ShouldHaveSingleItem().Statuses[^1].State.ShouldBe("success");
    }

    [Fact]
    public async Task The_token_in_GitHub_opens_the_workspace_for_15_days()
    {
        await _portal.ReleaseInDevAsync();

        var token = await _portal.ReadAsync(db => db.AccessTokens.SingleAsync(Soon));
        (token.ExpiresAt - token.MintedAt).ShouldBe(TimeSpan.FromDays(15), TimeSpan.FromMinutes(1));
        token.StoredAt.ShouldNotBeNull();
        token.ProvenAt.ShouldNotBeNull();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", _portal.Sandbox.GitHub.Secrets["dev"]["DBX_TOKEN"]);
        (await http.GetAsync(new Uri(_portal.Pipeline.Get("dev").WorkspaceUrl, "api/2.0/preview/scim/v2/Me"), Soon)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_deployment_retires_the_token_of_the_first()
    {
        await _portal.ReleaseInDevAsync();
        var first = await _portal.ReadAsync(db => db.AccessTokens.SingleAsync(Soon));
        await _portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" }, Soon);

        await _portal.ReleaseInDevAsync();

        var tokens = await _portal.ReadAsync(db => db.AccessTokens.OrderBy(token => token.MintedAt).ToListAsync(Soon));
        tokens.Select(token => (token.TokenId == first.TokenId, token.RetiredAt is null)).ShouldBe([(true, false), (false, true)]);
        _portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem().Id.ShouldBe(tokens[1].TokenId);
        _portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_decision_stands_in_the_audit_and_the_chain_holds()
    {
        await _portal.ReleaseInTestAsync();

        var entries = await _portal.ReadAsync(db => db.Audit.OrderBy(entry => entry.Sequence).ToListAsync(Soon));
        entries.Select(entry => (entry.Actor, entry.Action)).ShouldBe(
        [
            ("Release Portal", "found"), ("Release Portal", "archived"),
            ("Release Portal", "queued"), ("Release Portal", "started"), ("Release Portal", "succeeded"),
            ("Helen Brandt", "requested"), ("Marek Novák", "approved"),
            ("Release Portal", "queued"), ("Release Portal", "started"), ("Release Portal", "succeeded"),
        ]);
        entries.ShouldAllBe(entry => entry.Hash == entry.ComputeHash());
        entries.Skip(1).Zip(entries, (entry, before) => entry.PreviousHash == before.Hash).ShouldAllBe(holds => holds);
    }
}
