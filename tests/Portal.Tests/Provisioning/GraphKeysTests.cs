using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Portal.Provisioning.Graph;

namespace ReleasePortal.Portal.Tests.Provisioning;

/// <summary>The picture by keyboard: one step on the way through the page, and arrows along its lines.</summary>
public sealed class GraphKeysTests : BunitContext
{
    static readonly string[] Keys = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"];

    readonly GraphLayout _layout = GraphLayout.Of(GraphLayoutTests.Everything);
    readonly IRenderedComponent<ResourceGraph> _graph;
    string? _selected;

    public GraphKeysTests()
    {
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
        _graph = Render<ResourceGraph>(
            picture => picture.Add(graph => graph.Layout, _layout).Add(graph => graph.SelectedChanged, key => _selected = key));
    }

    string? Stop => _graph.FindAll(".node[tabindex='0']").ShouldHaveSingleItem().QuerySelector("title")?.TextContent;

    [Fact]
    public async Task Tab_stops_once_where_the_reader_was()
    {
        Stop.ShouldBe("group");

        await PressAsync("ArrowDown", "ArrowRight");

        Stop.ShouldNotBe("group");
        _graph.FindAll(".node[tabindex='-1']").Count.ShouldBe(_layout.Nodes.Count - 1);
        JSInterop.VerifyFocusAsyncInvoke(calledTimes: 2);
    }

    [Fact]
    public async Task Right_leads_to_what_needs_it_left_to_what_it_needs()
    {
        await FocusAsync("stdluktest");
        await PressAsync("ArrowRight");
        Node(Stop!).Needs.Select(key => _layout.Find(key)!.Name).ShouldContain("stdluktest");

        await FocusAsync("nat-vnet-uksouth-test");
        await PressAsync("ArrowLeft");
        Stop.ShouldBe("pip-vnet-uksouth-test");

        await PressAsync("ArrowLeft", "ArrowLeft");
        Stop.ShouldBe("group", "there is nothing left of it");
    }

    [Fact]
    public async Task Up_and_down_stay_in_the_column_and_end_with_it()
    {
        var column = _layout.Nodes.Where(node => node.X == Node("stdluktest").X).OrderBy(node => node.Y).Select(node => node.Name).ToList();
        await FocusAsync(column[0]);
        List<string?> seen = [Stop];
        for (var step = 0; step < column.Count; step++)
        {
            await PressAsync("ArrowDown");
            seen.Add(Stop);
        }

        seen.ShouldBe([.. column, column[^1]]);
        await PressAsync("ArrowUp");
        Stop.ShouldBe(column[^2]);
    }

    [Fact]
    public async Task Home_and_End_lead_to_the_first_and_the_last()
    {
        await PressAsync("End");
        Stop.ShouldBe(_layout.Nodes[^1].Name);

        await PressAsync("Home");
        Stop.ShouldBe("group");
    }

    [Theory]
    [MemberData(nameof(GraphLayoutTests.Sizes), MemberType = typeof(GraphLayoutTests))]
    public void Arrows_lead_to_every_node(int size)
    {
        var layout = GraphLayout.Of(GraphLayoutTests.Everything[..size]);
        List<GraphNode> reached = [layout.Nodes[0]];
        for (var at = 0; at < reached.Count; at++)
        {
            var from = reached[at];
            reached.AddRange(Keys.Select(key => layout.StepFrom(from, key)).OfType<GraphNode>().Except(reached).ToList());
        }

        layout.Nodes.Except(reached).Select(node => node.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_opens_the_details_and_the_browsers_own_keys_are_left_to_it()
    {
        await FocusAsync("stdluktest");
        await PressAsync("Enter");
        _selected.ShouldBe(Node("stdluktest").Key);

        var back = new KeyboardEventArgs { Key = "ArrowLeft", AltKey = true };
        await _graph.InvokeAsync(() => _graph.Find(".node[tabindex='0']").KeyDown(back));

        Stop.ShouldBe("stdluktest");
    }

    [Fact]
    public void How_it_was_is_marked_as_of_then_but_for_what_was_unknown_then()
    {
        var then = new DateTimeOffset(2026, 11, 23, 20, 57, 0, TimeSpan.Zero);

        _graph.Render(picture => picture.Add(graph => graph.Layout, _layout).Add(graph => graph.SeenAt, then));

        _graph.FindAll(".node").ShouldAllBe(node => node.GetAttribute("aria-label")!.Contains("20:57 UTC", StringComparison.Ordinal));
    }

    GraphNode Node(string name) => _layout.Nodes.Single(node => node.Name == name);

    Task FocusAsync(string name) => _graph.InvokeAsync(
        () => _graph.FindAll(".node").Single(node => node.QuerySelector("title")!.TextContent == name).Focus());

    async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await _graph.InvokeAsync(() => _graph.Find(".node[tabindex='0']").KeyDown(key));
        }
    }
}
