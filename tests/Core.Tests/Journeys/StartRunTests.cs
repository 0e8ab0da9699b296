using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Runs;

namespace ReleasePortal.Core.Tests.Journeys;

/// <summary>Runs of the job that a person starts.</summary>
public sealed class StartRunTests : JourneyTest
{
    [Fact]
    public async Task Only_an_administrator_starts_one()
    {
        await Portal.ReleaseInDevAsync();

        foreach (var person in new[] { TestPortal.Nora, TestPortal.Helen })
        {
            (await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", person, Soon)).ShouldBeOfType<Outcome.Refused>()
                .Objections.ShouldBe(["Only people with the role Admin may start a run by hand."]);
        }

        (await RunsAsync()).Runs.ShouldAllBe(run => run.Kind == RunKind.Check);
    }

    [Fact]
    public async Task What_was_started_is_seen_at_once_and_told_with_its_number()
    {
        await Portal.ReleaseInDevAsync();
        (await RunsAsync()).Runs.Count.ShouldBe(1);

        (await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", TestPortal.Jonas, Soon)).ShouldBeOfType<Outcome.Done>();

        var newest = (await RunsAsync()).Runs[0];
        newest.Kind.ShouldBe(RunKind.ByHand);
        (await ToldAsync()).ShouldBe([("asked for a run", null), ("started a run", $"run {newest.Id}")]);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_words_of_Databricks()
    {
        await Portal.ReleaseInDevAsync();
        Portal.Sandbox.Faults.Add(new()
        {
            StandIn = "dev",
            Path = "/api/2.2/jobs/run-now",
            Status = 403,
            Body = """{"error_code":"PERMISSION_DENIED","message":"nanba-release does not have Manage Run"}""",
        });

        var outcome = await Portal.Get<StartRun>().RunAsync(TestPortal.Elt, "dev", TestPortal.Jonas, Soon);

        outcome.ShouldBeOfType<Outcome.Refused>().Objections.ShouldBe(
            ["databricks-uksouth-dev refused it: nanba-release does not have Manage Run"]);
        (await ToldAsync()).ShouldBe([("asked for a run", null), ("was refused a run", "nanba-release does not have Manage Run")]);
    }

    [Fact]
    public async Task A_workspace_that_hangs_is_told_of_while_somebody_still_waits()
    {
        await Portal.ReleaseInDevAsync();
        Portal.Sandbox.Faults.Add(new() { StandIn = "dev", Path = "/api/2.2/jobs/*", Hang = true, Times = null });

        (await Should.ThrowAsync<TimeoutException>(RunsAsync)).Message.ShouldBe("databricks-uksouth-dev has not answered for 5 s.");
    }

    Task<StageRunsView> RunsAsync() => Portal.Get<ReadStageRuns>().RunAsync(TestPortal.Elt, "dev", Soon);

    Task<List<(string, string?)>> ToldAsync() => Portal.ReadAsync(async db =>
        (await db.Audit.Where(entry => entry.Subject == "job in dev").OrderBy(entry => entry.Sequence).ToListAsync(Soon)).ConvertAll(
            entry => (entry.Action, entry.Details)));
}
