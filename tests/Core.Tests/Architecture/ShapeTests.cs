namespace ReleasePortal.Core.Tests.Architecture;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("Cli")]
    [InlineData("Core")]
    [InlineData("Portal")]
    [InlineData("Sandbox")]
    public void A_class_is_sealed_unless_another_derives_from_it(string project) =>
        Shape.LeftOpen(CodeMap.Of(BuiltFiles.AssemblyOf(project))).ShouldBeEmpty();

    [Fact]
    public void An_open_class_would_be_noticed() => Shape.LeftOpen(Offenders.All).ShouldBe(["ReleasePortal.Core.Releases.LeftOpen"]);

    [Fact]
    public void A_use_case_has_one_RunAsync_and_nothing_else() =>
        Shape.UseCasesWithAnotherShape(CodeMap.Of(BuiltFiles.AssemblyOf("Core"))).ShouldBeEmpty();

    [Fact]
    public void A_use_case_of_another_shape_would_be_noticed() =>
        Shape.UseCasesWithAnotherShape(Offenders.All).ShouldBe(
            ["ReleasePortal.Core.Releases.QuarantineEverything: RunAsync, RunAgainAsync", "ReleasePortal.Core.Releases.FindNothing: LookAsync"]);

    [Fact]
    public void What_waits_takes_a_token_last_and_never_optional() =>
        Shape.WithoutTheirTokenLast(CodeMap.Of(BuiltFiles.AssemblyOf("Core"))).ShouldBeEmpty();

    [Fact]
    public void A_forgotten_token_would_be_noticed() =>
        Shape.WithoutTheirTokenLast([.. Offenders.All.Where(type => type.IsIn("ReleasePortal.Core.Releases"))]).ShouldBe(
            [
                "ReleasePortal.Core.Releases.ForgetsTheToken.LateAsync",
                "ReleasePortal.Core.Releases.ForgetsTheToken.OptionalAsync",
                "ReleasePortal.Core.Releases.ForgetsTheToken.NoneAsync",
            ]);
}
