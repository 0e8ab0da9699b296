namespace ReleasePortal.Core.Tests.Bundles;

public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("test")]
    [InlineData("prod")]
    public void The_bundle_of_this_repository_has_nothing_to_remark_on(string target) =>
        TestBundle.Validate(TestBundle.Real(), target).Text().ShouldBe("");
}
