using Bunit;
using ReleasePortal.Core.Plans;
using ReleasePortal.Portal.Promotions;

namespace ReleasePortal.Portal.Tests.Promotions;

/// <summary>What stays as it is hides behind a link, unless there is something to know of it.</summary>
public sealed class PlanNoteTests : BunitContext
{
    [Fact]
    public void A_note_is_read_though_nothing_changes()
    {
        PlannedChange[] changes = [Unchanged("Schema", null), Unchanged("Catalog", "It keeps its tables elsewhere.")];

        var plan = Render<PlanChanges>(parameters => parameters.Add(part => part.Changes, changes));

        plan.Find(".row + p").TextContent.ShouldBe("It keeps its tables elsewhere.");
        plan.Find("details").TextContent.ShouldNotContain("Catalog");
        plan.Find("summary").TextContent.ShouldBe("Show 1 unchanged");
    }

    static PlannedChange Unchanged(string kind, string? note) => new($"/{kind}", kind, kind, ChangeAction.Unchanged, [], null) { Note = note };
}
