using ReleasePortal.Core.Plans;
using ReleasePortal.Sandbox.Entra;

namespace ReleasePortal.Core.Tests.Plans;

public sealed class FileChangesTests
{
    const string Notebook = "bundle/src/notebooks/curate_orders.py";

    static CancellationToken Soon => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approver_reads_the_lines_that_change_with_what_stands_around_them()
    {
        await using var portal = await TestPortal.StartAsync();
        var live = await portal.ReleaseInDevAsync();
        var text = portal.Sandbox.GitHub.ReadFile(Notebook).Split('\n');
        var line = text.Length / 2;
        text[line] += "  # by business day";
        await portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Curate by business day",
            new Dictionary<string, string?>
            {
                [Notebook] = string.Join('\n', text),
                ["bundle/docs/note.md"] = "new\n",
                ["bundle/docs/empty.md"] = ""
            }, Soon);
        var release = await portal.FindReleaseAsync();

        var changes = await portal.Get<ReadFileChanges>().RunAsync(TestPortal.Elt, release, live, Soon);

        changes.Select(change => (change.Path, change.Action, change.Added, change.Removed)).ShouldBe([
            ("docs/empty.md", ChangeAction.Create, 0, 0),
            ("docs/note.md", ChangeAction.Create, 1, 0),
            ("src/notebooks/curate_orders.py", ChangeAction.Update, 1, 1),
        ], ignoreOrder: true);
        var lines = changes.Single(change => change.Action is ChangeAction.Update).Hunks.ShouldHaveSingleItem().Lines;
        lines.Count.ShouldBe(8);
        lines.Single(item => item.Kind is DiffKind.Added).ShouldBe(new(DiffKind.Added, null, line + 1, text[line]));
        lines.Single(item => item.Kind is DiffKind.Removed).Old.ShouldBe(line + 1);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_shown_as_removed()
    {
        await using var portal = await TestPortal.StartAsync();
        var live = await portal.ReleaseInDevAsync();
        await portal.Sandbox.GitHub.PushAsync(
            Everybody.Tom, "Remove the sample", new Dictionary<string, string?> { ["bundle/data/orders/orders_2026-01.csv"] = null }, Soon);
        var release = await portal.FindReleaseAsync();

        var change = (await portal.Get<ReadFileChanges>().RunAsync(TestPortal.Elt, release, live, Soon)).ShouldHaveSingleItem();

        change.Action.ShouldBe(ChangeAction.Delete);
        change.Removed.ShouldBeGreaterThan(0);
        change.Added.ShouldBe(0);
    }
}
