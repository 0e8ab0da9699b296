using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Sandbox.Entra;
using ReleasePortal.Sandbox.GitHub;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>The main job of the product, over real HTTP.</summary>
public sealed class MergeToProdTests : JourneyTest
{
    [Fact]
    public async Task A_push_becomes_a_release_with_its_commits_authors_checks_and_archive()
    {
        var first = await Portal.FindReleaseAsync();
        NewCommit[] commits =
        [
            new(Everybody.Priya, "Describe the silver table", new Dictionary<string, string?> { ["bundle/docs/silver.md"] = "silver" }),
            new(Everybody.Tom, "Describe the gold table", new Dictionary<string, string?> { ["bundle/docs/gold.md"] = "gold" })
            {
                CoAuthors = [Everybody.Amara],
            },
        ];
        var head = await Portal.Sandbox.GitHub.PushAsync(commits, Soon);

        var number = await Portal.FindReleaseAsync();

        number.ShouldBe(first + 1);
        var release = await Portal.ReadAsync(db => db.Releases.SingleAsync(row => row.Number == number, Soon));
        release.Commit.Value.ShouldBe(head);
        release.Title.ShouldBe("Describe the gold table");
        release.Commits.Select(commit => commit.Title).ShouldBe(["Describe the gold table", "Describe the silver table"]);
        release.Authors.Select(author => author.Name).ShouldBe(["Tom Whitfield", "Amara Okafor", "Priya Raman"]);
        release.Checks.ShouldBe(ChecksVerdict.Succeeded);
        var artifact = await Portal.ReadAsync(db => db.Artifacts.SingleAsync(row => row.Digest == release.BundleDigest, Soon));
        Artifact.DigestOf(artifact.Content).ShouldBe(release.BundleDigest);
    }

    [Fact]
    public async Task A_release_with_green_checks_deploys_to_dev_by_itself()
    {
        var number = await Portal.FindReleaseAsync();

        var deployment = await Portal.DeployAsync("dev");

        deployment.State.ShouldBe(RunState.Succeeded, deployment.Reason);
        deployment.Release.Number.ShouldBe(number);
        deployment.Promotion.Kind.ShouldBe(PromotionKind.Automatic);
        deployment.Steps.Select(step => (step.Name, step.State))
            .ShouldBe(Portal.Get<DeploymentPlan>().StepNamesOf(PromotionKind.Forward).Select(name => (name, RunState.Succeeded)));
        (await Portal.LiveAsync("dev")).ShouldBe(Portal.Sandbox.GitHub.Head);
    }

    [Fact]
    public async Task A_release_with_failed_checks_goes_nowhere()
    {
        await Portal.ReleaseInDevAsync();
        var before = await Portal.LiveAsync("dev");
        await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Half an idea [ci fail]", new Dictionary<string, string?> { ["bundle/docs/idea.md"] = "half" }, Soon);

        var number = await Portal.FindReleaseAsync();
        await Portal.DeployAsync("dev");

        (await Portal.ReadAsync(db => db.Releases.SingleAsync(row => row.Number == number, Soon))).Checks.ShouldBe(ChecksVerdict.Failed);
        (await Portal.LiveAsync("dev")).ShouldBe(before);
    }

    [Fact]
    public async Task Test_takes_one_approval_and_prod_takes_two()
    {
        var release = await Portal.ReleaseInDevAsync();

        var toTest = await Portal.RequestAsync("test", release, TestPortal.Helen);
        (await Portal.ApproveAsync(toTest, TestPortal.Marek)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await Portal.DeployAsync("test")).State.ShouldBe(RunState.Succeeded);

        var toProd = await Portal.RequestAsync("prod", release, TestPortal.Helen);
        (await Portal.ApproveAsync(toProd, TestPortal.Marek)).ShouldBe(new ApprovalOutcome.Counted(1, 2));
        (await Portal.ApproveAsync(toProd, TestPortal.Amara)).ShouldBeOfType<ApprovalOutcome.Released>();
        (await Portal.DeployAsync("prod")).State.ShouldBe(RunState.Succeeded);

        (await Portal.LiveAsync("prod")).ShouldBe(Portal.Sandbox.GitHub.Head);
        var prod = Portal.Sandbox.Databricks["prod"];
        prod.Jobs.Count.ShouldBe(1);
        prod.Tokens.Count.ShouldBe(1);
        Portal.Sandbox.GitHub.Secrets["prod"]["DBX_TOKEN"].ShouldStartWith("dapi");
        Portal.Sandbox.GitHub.Deployments.Where(item => item.Environment == "prod")
            .ShouldHaveSingleItem().Statuses[^1].State
            .ShouldBe("success");
    }

    [Fact]
    public async Task The_token_in_GitHub_opens_the_workspace_for_15_days()
    {
        await Portal.ReleaseInDevAsync();

        var token = await Portal.ReadAsync(db => db.AccessTokens.SingleAsync(Soon));
        (token.ExpiresAt - token.MintedAt).ShouldBe(TimeSpan.FromDays(15), TimeSpan.FromMinutes(1));
        token.StoredAt.ShouldNotBeNull();
        token.ProvenAt.ShouldNotBeNull();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Portal.Sandbox.GitHub.Secrets["dev"]["DBX_TOKEN"]);
        (await http.GetAsync(new Uri(Portal.Pipeline.Get("dev").WorkspaceUrl, "api/2.0/preview/scim/v2/Me"), Soon)).IsSuccessStatusCode
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_deployment_retires_the_token_of_the_first()
    {
        await Portal.ReleaseInDevAsync();
        var first = await Portal.ReadAsync(db => db.AccessTokens.SingleAsync(Soon));
        await Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = "note" }, Soon);

        await Portal.ReleaseInDevAsync();

        var tokens = await Portal.ReadAsync(db => db.AccessTokens.OrderBy(token => token.MintedAt).ToListAsync(Soon));
        tokens.Select(token => (token.TokenId == first.TokenId, token.RetiredAt is null)).ShouldBe([(true, false), (false, true)]);
        Portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem().Id.ShouldBe(tokens[1].TokenId);
        Portal.Sandbox.Databricks["dev"].Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_decision_stands_in_the_audit_and_the_chain_holds()
    {
        await Portal.ReleaseInTestAsync();

        var entries = await Portal.ReadAsync(db => db.Audit.OrderBy(entry => entry.Sequence).ToListAsync(Soon));
        entries.Select(entry => (entry.Actor, entry.Action)).ShouldBe([
            ("Release Portal", "found"), ("Release Portal", "archived"),
            ("Release Portal", "queued"), ("Release Portal", "started"), ("Release Portal", "succeeded"),
            ("Helen Brandt", "requested"), ("Marek Novák", "approved"),
            ("Release Portal", "queued"), ("Release Portal", "started"), ("Release Portal", "succeeded"),
        ]);
        entries.ShouldAllBe(entry => entry.Hash == entry.ComputeHash());
        entries.Skip(1).Zip(entries, (entry, before) => entry.PreviousHash == before.Hash).ShouldAllBe(holds => holds);
    }
}
