using ReleasePortal.Portal.Promotions;

namespace ReleasePortal.Portal.Tests.Promotions;

public sealed class PlanValueTests
{
    [Theory]
    [InlineData(null, "unset")]
    [InlineData("\"Deny\"", "Deny")]
    [InlineData("true", "true")]
    [InlineData("\"/subscriptions/1/resourceGroups/a/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net\"", "privatelink.blob.core.windows.net")]
    [InlineData("""["SELECT","USE_SCHEMA"]""", "SELECT, USE_SCHEMA")]
    [InlineData("[]", "nothing")]
    [InlineData("[known later]", "[known later]")]
    public void A_value_reads_as_people_say_it(string? json, string shown) => PlanValue.Pair(null, json).ShouldBe(("unset", shown, 0));

    [Fact]
    public void Of_two_lists_only_what_differs_is_told() =>
        PlanValue.Pair("""["ALL_PRIVILEGES","SELECT"]""", """["SELECT","MODIFY"]""").ShouldBe(("ALL_PRIVILEGES", "MODIFY", 1));

    [Fact]
    public void What_was_unset_is_no_list() => PlanValue.Pair(null, """["SELECT"]""").ShouldBe(("unset", "SELECT", 0));

    [Theory]
    [InlineData("rg/providers/Microsoft.Network/virtualNetworks/one/subnets/snet", "rg/providers/Microsoft.Network/virtualNetworks/two/subnets/snet", "one/snet", "two/snet")]
    [InlineData("rg/providers/Microsoft.Databricks/accessConnectors/ac", "other/providers/Microsoft.Databricks/accessConnectors/ac", "rg/ac", "other/ac")]
    public void Ids_that_end_alike_are_told_by_more_of_their_names(string before, string after, string old, string now) =>
        PlanValue.Pair($"\"/subscriptions/1/resourceGroups/{before}\"", $"/subscriptions/1/resourceGroups/{after}").ShouldBe((old, now, 0));

    [Fact]
    public void Of_lists_of_ids_those_that_end_alike_are_told_apart() =>
        PlanValue.Pair(
            """["/subscriptions/1/resourceGroups/a/providers/Microsoft.Network/natGateways/nat"]""",
            """["/subscriptions/2/resourceGroups/a/providers/Microsoft.Network/natGateways/nat"]""").ShouldBe(("1/a/nat", "2/a/nat", 0));
}
