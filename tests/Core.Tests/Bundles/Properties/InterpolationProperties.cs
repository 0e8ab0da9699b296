using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

public sealed class InterpolationProperties
{
    /// <summary>The model is a plain recursion over the graph.</summary>
    [Property(Arbitrary = [typeof(VariableGraph)], MaxTest = 300)]
    public void Interpolation_ends_with_every_value_or_names_a_circle(VariableGraph graph)
    {
        var valid = TestBundle.Validate(graph.ToYaml());

        var expected = graph.Texts.Select((_, number) => graph.ValueOf(number)).ToList();
        if (expected.Contains(null))
        {
            valid.Text().ShouldContain("Error: cycle detected in field resolution: ");
            return;
        }

        valid.Text().ShouldBe("");
        var variables = JsonNode.Parse(valid.Bundle.ToJson())!["variables"]!;
        for (var number = 0; number < expected.Count; number++)
        {
            ((string?)variables[$"v{number}"]!["value"]).ShouldBe(expected[number]);
        }
    }
}
