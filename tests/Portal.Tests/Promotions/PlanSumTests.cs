using ReleasePortal.Core.Plans;
using ReleasePortal.Portal.Promotions;

namespace ReleasePortal.Portal.Tests.Promotions;

public sealed class PlanSumTests
{
    static readonly PlannedChange Job = new("resources.jobs.elt", "jobs", "ELT", ChangeAction.Unchanged, [], null);

    [Fact]
    public void A_notebook_that_changes_is_no_plan_without_change()
    {
        var plan = new PlanView([Job], [], [new("src/a.py", ChangeAction.Update), new("src/b.py", ChangeAction.Unchanged)]);

        PlanSum.OfBundle(plan).ShouldBe("1 file changed");
        PlanSum.BundleDetails(plan).ShouldBe("1 file to update; 1 resource unchanged");
        PlanSum.Code(plan).ShouldBe(" Code changes in 1 file.");
    }

    [Fact]
    public void Resources_and_files_are_both_counted()
    {
        var plan = new PlanView(
            [Job, Job with { Action = ChangeAction.Create }, Job with { Action = ChangeAction.Create }, Job with { Action = ChangeAction.Update }], [],
            [new("src/a.py", ChangeAction.Create), new("src/b.py", ChangeAction.Create), new("src/c.py", ChangeAction.Delete)]);

        PlanSum.OfBundle(plan).ShouldBe("3 changes, 3 files");
        PlanSum.BundleDetails(plan).ShouldBe("2 files to create, 1 to delete; 2 resources to create, 1 to update, 1 unchanged");
    }

    [Fact]
    public void What_cannot_be_done_is_counted_and_is_no_change()
    {
        PlannedChange[] changes = [Job with { Action = ChangeAction.Create }, Job with { Action = ChangeAction.Refused },
            Job with { Action = ChangeAction.Blocked }, Job];

        PlanSum.Headline(changes).ShouldBe("2 in the way");
        PlanSum.Details(changes).ShouldBe("1 to create, 1 refused, 1 blocked, 1 unchanged");
    }

    [Fact]
    public void What_stays_as_it_is_changes_nothing()
    {
        var plan = new PlanView([Job], [], [new("src/a.py", ChangeAction.Unchanged)]);

        PlanSum.OfBundle(plan).ShouldBe("No change");
        PlanSum.BundleDetails(plan).ShouldBe("1 resource unchanged");
        PlanSum.Code(plan).ShouldBeEmpty();
    }
}
