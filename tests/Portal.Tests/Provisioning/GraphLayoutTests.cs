using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Portal.Provisioning.Graph;

namespace ReleasePortal.Portal.Tests.Provisioning;

public sealed class GraphLayoutTests
{
    /// <summary>A stage with everything: private endpoints, a workspace in the network, a catalog.</summary>
    internal static readonly ResourceView[] Everything =
    [
        One("group", "Resource group"),
        One("stdluktest", "Storage account", "group"),
        One("silver", "Blob container", "stdluktest"),
        One("kv-test-dbws", "Key vault", "group"),
        One("nsg-vnet-uksouth-test", "Network security group", "group"),
        One("pip-vnet-uksouth-test", "Public address", "group"),
        One("nat-vnet-uksouth-test", "NAT gateway", "pip-vnet-uksouth-test"),
        One("vnet-uksouth-test", "Virtual network", "group", "nsg-vnet-uksouth-test", "nat-vnet-uksouth-test"),
        One("privatelink.blob.core.windows.net", "Private DNS zone", "group"),
        One("privatelink.vaultcore.azure.net", "Private DNS zone", "group"),
        One("vnet-uksouth-test-blob", "DNS link", "privatelink.blob.core.windows.net", "vnet-uksouth-test"),
        One("pe-stdluktest-blob", "Private endpoint", "stdluktest", "vnet-uksouth-test"),
        One("pe-kv-test-dbws-vault", "Private endpoint", "kv-test-dbws", "vnet-uksouth-test"),
        One("default of pe-stdluktest-blob", "DNS zone group", "pe-stdluktest-blob", "privatelink.blob.core.windows.net"),
        One("databricks-uksouth-test", "Workspace", "group", "vnet-uksouth-test"),
        One("ac-uksouth-test", "Access connector", "group"),
        One("Storage Blob Data Contributor on stdluktest for the portal", "Role assignment", "stdluktest", "ac-uksouth-test"),
        One("release-portal on stdluktest", "Lock", "stdluktest"),
        One("release-portal on databricks-uksouth-test", "Lock", "databricks-uksouth-test"),
        One("databricks-uksouth-test link", "Metastore link", "databricks-uksouth-test"),
        One("sc-stdluktest", "Storage credential", "ac-uksouth-test", "databricks-uksouth-test link"),
        One("el-stdluktest-silver", "External location", "sc-stdluktest", "silver"),
        One("nanba_test_silver", "Catalog", "el-stdluktest-silver"),
        One("nanba_test_silver.a_schema_with_a_rather_long_name", "Schema", "nanba_test_silver"),
        One("data-engineers on nanba_test_silver", "Grants", "nanba_test_silver"),
    ];

    /// <summary>A stage with as little as possible, one with everything, and all that lies between.</summary>
    public static TheoryData<int> Sizes => [.. Enumerable.Range(2, Everything.Length - 1)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nodes_lie_within_the_picture_and_never_on_each_other(int size)
    {
        var layout = GraphLayout.Of(Everything[..size]);

        layout.Nodes.ShouldAllBe(
            node => node.X > 0 && node.Y > 0 && node.X + node.Width < layout.Width && node.Y + node.Height < layout.Height);
        layout.Nodes.ShouldAllBe(node => layout.Nodes.All(other => other == node || !Overlap(node, other)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_is_needed_stands_left_or_in_the_area_above(int size)
    {
        var layout = GraphLayout.Of(Everything[..size]);

        layout.Edges.ShouldAllBe(edge => edge.From.X < edge.To.X || AreaOf(layout, edge.From) < AreaOf(layout, edge.To));
        layout.Nodes.Where(node => node.IsHead).ShouldHaveSingleItem().Y.ShouldBe(layout.Nodes.Min(node => node.Y));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_line_runs_behind_a_node(int size)
    {
        var layout = GraphLayout.Of(Everything[..size]);

        foreach (var (from, to) in layout.Edges.SelectMany(edge => edge.Corners.Zip(edge.Corners.Skip(1))))
        {
            (from.X == to.X || from.Y == to.Y).ShouldBeTrue();
            layout.Nodes.ShouldAllBe(node => Math.Max(from.X, to.X) <= node.X || Math.Min(from.X, to.X) >= node.X + node.Width
                || Math.Max(from.Y, to.Y) < node.Y || Math.Min(from.Y, to.Y) > node.Y + node.Height);
        }
    }

    [Fact]
    public void Upright_lines_of_two_nodes_never_lie_on_each_other()
    {
        var upright = GraphLayout.Of(Everything).Edges.SelectMany(edge => edge.Corners.Zip(edge.Corners.Skip(1))
            .Where(line => line.First.X == line.Second.X)
            .Select(line => (edge.From.Key, line.First.X, line.First.Y, To: line.Second.Y)))
            .ToList();

        upright.ShouldAllBe(line => upright.All(other => other.Key == line.Key || other.X != line.X
            || Math.Max(line.Y, line.To) <= Math.Min(other.Y, other.To) || Math.Max(other.Y, other.To) <= Math.Min(line.Y, line.To)));
    }

    [Fact]
    public void Everything_fits_a_screen_and_no_label_is_longer_than_its_box()
    {
        var layout = GraphLayout.Of(Everything);

        layout.Width.ShouldBeLessThan(1140);
        layout.Nodes.ShouldAllBe(node => GraphNode.Words + GraphText.Width(node.Title, true) <= node.Width
            && node.SubX + GraphText.Width(node.Sub) <= node.Width && node.StateX + GraphText.Width(node.StateWord) <= node.Width);
        layout.Nodes.Single(node => node.Name.EndsWith("long_name", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            node => node.Title.ShouldContain("…"), node => node.Label
                .ShouldStartWith(node.Title), node => node.Label
                .ShouldEndWith($"({node.Name})"));
        layout.Nodes.Single(node => node.Name == "databricks-uksouth-test").Title.ShouldBe("databricks-uksouth-test");
    }

    [Fact]
    public void Of_several_the_worst_is_told_and_counted()
    {
        ResourceView[] resources = [One("b", "Storage account"), One("c", "Lock", "b"), One(
            "d", "Lock", "b") with { State = ResourceState.Drifted }];

        var locks = GraphLayout.Of(resources).Find("Lock")!;

        locks.Label.ShouldBe("2 locks: 1 of 2 drifted");
        locks.Needs.ShouldBe(["/b"]);
    }

    static ResourceView One(string name, string kind, params string[] needs) =>
        new($"/{name}", kind, name, ResourceState.InSync, [.. needs.Select(need => $"/{need}")], null);

    static int AreaOf(GraphLayout layout, GraphNode node) => layout.Frames.Count(frame => frame.Y < node.Y);

    static bool Overlap(GraphNode one, GraphNode other) =>
        one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height;
}
