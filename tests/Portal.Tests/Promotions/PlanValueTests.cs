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
    public void A_value_reads_as_people_say_it(string? json, string shown) => PlanValue.Of(json).ShouldBe(shown);

    [Fact]
    public void Of_two_lists_only_what_differs_is_told() =>
        PlanValue.Difference("""["ALL_PRIVILEGES","SELECT"]""", """["SELECT","MODIFY"]""").ShouldBe(("ALL_PRIVILEGES", "MODIFY", 1));

    [Fact]
    public void What_was_unset_is_no_list() => PlanValue.Difference(null, """["SELECT"]""").ShouldBeNull();
}
