using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What running an errored deployment again may not undo.</summary>
public sealed class RunAgainTests : JourneyTest
{
    [Fact]
    public async Task A_deployment_that_another_followed_is_not_run_again()
    {
        var errored = await ErroredAsync();
        await PushAsync();
        await Portal.ReleaseInDevAsync();

        var outcome = await RunAgainAsync(errored);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldContain(
            $"Another deployment into dev has begun since (number {errored + 1}). Request the release anew.");
        await TokenOpensDevAsync();
    }

    [Fact]
    public async Task A_deployment_is_not_run_again_in_front_of_one_that_waits()
    {
        var errored = await ErroredAsync();
        await PushAsync();
        await Portal.FindReleaseAsync();

        (await RunAgainAsync(errored)).ShouldBeOfType<Outcome.Refused>().Objections
            .ShouldBe([$"Another deployment into dev has begun since (number {errored + 1}). Request the release anew."]);
    }

    [Fact]
    public async Task No_token_is_revoked_while_the_new_one_is_gone_and_the_next_try_mints_another()
    {
        await Portal.ReleaseInDevAsync();
        await PushAsync();
        var errored = await ErroredAsync();
        var minted = await Portal.ReadAsync(
            db => db.AccessTokens.OrderByDescending(token => token.MintedAt).Select(token => token.TokenId).FirstAsync(Soon));
        await Portal.Get<WorkspaceAccess>().Open(Portal.Pipeline.Get("dev")).Tokens.DeleteAsync(minted, Soon);

        await RunAgainAsync(errored);
        var without = await Portal.DeployAsync("dev");
        without.State.ShouldBe(RunState.Errored);
        without.Reason.ShouldNotBeNull().ShouldContain("is gone from");
        Portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();

        await RunAgainAsync(errored);
        var again = await Portal.DeployAsync("dev");
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        again.Steps.Single(step => step.Name == "DeployBundle").Attempt.ShouldBe(2);
        Portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();
        await TokenOpensDevAsync();
    }

    Task<Outcome> RunAgainAsync(int number) => Portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, number, TestPortal.Helen, Soon);

    /// <summary>The newest release's deployment into dev, which errored after its token was stored.</summary>
    async Task<int> ErroredAsync()
    {
        await Portal.FindReleaseAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Method = "POST", Path = "*import*", Status = 500, Times = null });
        var deployment = await Portal.DeployAsync("dev");
        deployment.State.ShouldBe(RunState.Errored);
        Portal.Sandbox.Faults.Clear();
        return deployment.Number;
    }

    Task<string> PushAsync() =>
        Portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = Guid.NewGuid().ToString() }, Soon);

    async Task TokenOpensDevAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Portal.Sandbox.GitHub.Secrets["dev"]["DBX_TOKEN"]);
        (await http.GetAsync(new Uri(Portal.Pipeline.Get("dev").WorkspaceUrl, "api/2.0/preview/scim/v2/Me"), Soon)).IsSuccessStatusCode
            .ShouldBeTrue();
    }
}
