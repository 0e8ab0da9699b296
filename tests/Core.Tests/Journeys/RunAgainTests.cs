using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Plans;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>What running an errored deployment again may not undo.</summary>
public sealed class RunAgainTests : IAsyncLifetime
{
    TestPortal _portal = null!;

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await TestPortal.StartAsync();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_deployment_that_another_followed_is_not_run_again()
    {
        var errored = await ErroredAsync();
        await PushAsync();
        await _portal.ReleaseInDevAsync();

        var outcome = await RunAgainAsync(errored);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldContain($"Another deployment into dev has begun since (number {errored + 1}). Request the release anew.");
        await TokenOpensDevAsync();
    }

    [Fact]
    public async Task A_deployment_is_not_run_again_in_front_of_one_that_waits()
    {
        var errored = await ErroredAsync();
        await PushAsync();
        await _portal.FindReleaseAsync();

        (await RunAgainAsync(errored)).ShouldBeOfType<Outcome.Refused>().Objections
            .ShouldBe([$"Another deployment into dev has begun since (number {errored + 1}). Request the release anew."]);
    }

    [Fact]
    public async Task No_token_is_revoked_while_the_new_one_is_gone_and_the_next_try_mints_another()
    {
        await _portal.ReleaseInDevAsync();
        await PushAsync();
        var errored = await ErroredAsync();
        var minted = await _portal.ReadAsync(db => db.AccessTokens.OrderByDescending(token => token.MintedAt).Select(token => token.TokenId).FirstAsync(Soon));
        await _portal.Get<WorkspaceAccess>().Open(_portal.Pipeline.Get("dev")).Tokens.DeleteAsync(minted, Soon);

        await RunAgainAsync(errored);
        var without = await _portal.DeployAsync("dev");
        without.State.ShouldBe(RunState.Errored);
        without.Reason.ShouldNotBeNull().ShouldContain("is gone from");
        _portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();

        await RunAgainAsync(errored);
        var again = await _portal.DeployAsync("dev");
        again.State.ShouldBe(RunState.Succeeded, again.Reason);
        again.Steps.Single(step => step.Name == "DeployBundle").Attempt.ShouldBe(2);
        _portal.Sandbox.Databricks["dev"].Tokens.ShouldHaveSingleItem();
        await TokenOpensDevAsync();
    }

    Task<Outcome> RunAgainAsync(int number) => _portal.Get<RunDeploymentAgain>().RunAsync(TestPortal.Elt, number, TestPortal.Helen, Soon);

    /// <summary>The newest release's deployment into dev, which errored after its token was stored.</summary>
    async Task<int> ErroredAsync()
    {
        await _portal.FindReleaseAsync();
        _portal.Sandbox.Faults.Add(new() { StandIn = "dev", Method = "POST", Path = "*import*", Status = 500, Times = null });
        var deployment = await _portal.DeployAsync("dev");
        deployment.State.ShouldBe(RunState.Errored);
        _portal.Sandbox.Faults.Clear();
        return deployment.Number;
    }

    Task<string> PushAsync() =>
        _portal.Sandbox.GitHub.PushAsync(Everybody.Tom, "Write a note", new Dictionary<string, string?> { ["bundle/docs/note.md"] = Guid.NewGuid().ToString() }, Soon);

    async Task TokenOpensDevAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", _portal.Sandbox.GitHub.Secrets["dev"]["DBX_TOKEN"]);
        (await http.GetAsync(new Uri(_portal.Pipeline.Get("dev").WorkspaceUrl, "api/2.0/preview/scim/v2/Me"), Soon)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
