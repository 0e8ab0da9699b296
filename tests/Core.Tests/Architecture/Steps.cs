using Mono.Cecil;

namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>A step gets its context and returns an outcome; what two steps share belongs to neither.</summary>
public static class Steps
{
    const string Folder = "ReleasePortal.Core.Deployments.Steps";

    public static IReadOnlyList<string> KnowingAnother(IReadOnlyList<CodeType> types)
    {
        var steps = types.Where(IsStep).ToList();
        return
        [
            .. steps.SelectMany(step => step
                .UsesOf(steps.Where(other => other != step).Select(other => other.Name))
                .Where(use => steps.Exists(other => string.Equals(other.Name, use, StringComparison.Ordinal)))
                .Select(use => $"{step.Name} -> {use}")),
        ];
    }

    /// <summary>A class of the folder that keeps a contract of the Deployments slice; records and contexts beside it
    /// are no steps.</summary>
    static bool IsStep(CodeType type) =>
        type.IsIn(Folder) && type.Definition is { IsClass: true, IsAbstract: false }
        && (type.Definition.Interfaces.Any(IsOurs) || type.Definition.BaseType is { } parent && IsOurs(parent));

    static bool IsOurs(InterfaceImplementation implementation) => IsOurs(implementation.InterfaceType);

    static bool IsOurs(TypeReference type) => CodeType.IsWithin(type.Namespace, "ReleasePortal.Core.Deployments");
}
