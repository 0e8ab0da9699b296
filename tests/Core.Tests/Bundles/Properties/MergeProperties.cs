using FsCheck.Xunit;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Loading;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

public sealed class MergeProperties
{
    [Property(Arbitrary = [typeof(RandomTarget)])]
    public void A_target_laid_over_twice_is_the_same_as_once(RandomTarget random)
    {
        var once = Overlay(random.Root, random.Target);
        var twice = Overlay(once, random.Target);

        Resolved(twice).ShouldBe(Resolved(once));
    }

    [Property(Arbitrary = [typeof(RandomTarget)])]
    public void A_target_that_says_nothing_changes_nothing(RandomTarget random) =>
        NodeText.Of(Overlay(random.Root, MapNode.Empty)).ShouldBe(NodeText.Of(random.Root));

    [Property(Arbitrary = [typeof(RandomTarget)])]
    public void Three_files_merge_to_the_same_wherever_one_begins(RandomTarget one, RandomTarget other)
    {
        var (first, second, third) = (one.Root, one.Target, other.Root);

        var left = Merge(Merge(first, second), third);
        var right = Merge(first, Merge(second, third));

        NodeText.Of(left).ShouldBe(NodeText.Of(right));
    }

    /// <summary>Lists with keys are merged while resolving.</summary>
    static string Resolved(MapNode root)
    {
        var valid = TestBundle.Validate(NodeText.Of(root.SetAt(["bundle", "name"], ScalarNode.Of("b")).Set("targets", null)));
        valid.Text().ShouldNotContain("Error:");
        return valid.Bundle.ToJson();
    }

    static MapNode Overlay(MapNode root, MapNode target)
    {
        var findings = new Findings();
        var merged = OverlayTarget.Run(root, target, NodePath.Of("targets", "t"), findings);
        findings.All.ShouldBeEmpty();
        return merged;
    }

    static MapNode Merge(MapNode left, MapNode right) => MergeNodes.MergeMaps(left, right, NodePath.Root, new Findings());
}
