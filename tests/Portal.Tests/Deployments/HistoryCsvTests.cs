using ReleasePortal.Core.Deployments;
using ReleasePortal.Core.Promotions;
using ReleasePortal.Core.Releases;
using ReleasePortal.Portal.Deployments;

namespace ReleasePortal.Portal.Tests.Deployments;

public sealed class HistoryCsvTests
{
    static readonly DateTimeOffset At = new(2026, 11, 23, 9, 46, 0, TimeSpan.Zero);

    [Fact]
    public void Quotes_what_needs_it() =>
        HistoryCsv.Line(Row("Split \"orders\", again")).ShouldBe(
            $"7,2026-11-23T09:46:00Z,,,prod,{new string('a', 40)},\"Split \"\"orders\"\", again\",Failed,Tom Whitfield,Helen Brandt; Marek Novák,,\r\n");

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("@sum")]
    public void No_title_becomes_a_formula(string title) => HistoryCsv.Line(Row(title)).ShouldContain($",'{title},");

    static HistoryRow Row(string title) => new(
        7, PromotionKind.Forward, "prod", new ReleaseLine(3, new string('a', 40), title, []), RunState.Failed, At, null, null, null, At,
        "Tom Whitfield", ["Helen Brandt", "Marek Novák"], null);
}
