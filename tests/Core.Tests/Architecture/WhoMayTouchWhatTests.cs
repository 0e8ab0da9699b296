namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>Keeps the table of CONTRIBUTING.md. Each rule is also shown to fail on the offenders in Samples.cs.</summary>
public sealed class WhoMayTouchWhatTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Arrow.Table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_code_keeps_the_table(int row)
    {
        var arrow = Arrow.Table[row];

        var offenders = arrow.OffendersIn(CodeMap.Of(BuiltFiles.AssemblyOf(arrow.Project)));

        offenders.ShouldBeEmpty(arrow.ToString());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_forbidden_name_of_the_table_would_be_noticed(int row)
    {
        var arrow = Arrow.Table[row];

        var unnoticed = arrow.MayNotTouch.Where(name => (arrow with { MayNotTouch = [name] }).OffendersIn(Offenders.All).Count is 0);

        unnoticed.ShouldBeEmpty($"no offender in Samples.cs for: {arrow.From}");
    }

    [Fact]
    public void A_step_does_not_know_another_step() => Steps.KnowingAnother(CodeMap.Of(BuiltFiles.AssemblyOf("Core"))).ShouldBeEmpty();

    [Fact]
    public void A_step_that_knows_another_would_be_noticed() =>
        Steps.KnowingAnother(Offenders.All)
            .ShouldBe(["ReleasePortal.Core.Deployments.Steps.NosyStep -> ReleasePortal.Core.Deployments.Steps.OtherStep"]);

    [Fact]
    public void No_component_knows_the_database() =>
        Components.KnowingTheDatabase(CodeMap.Of(BuiltFiles.AssemblyOf("Portal"))).ShouldBeEmpty();

    [Fact]
    public void A_component_that_knows_the_database_would_be_noticed() =>
        Components.KnowingTheDatabase(Offenders.All)
            .ShouldBe(["ReleasePortal.Portal.Board.DatabasePage -> Microsoft.EntityFrameworkCore.DbContext"]);
}
