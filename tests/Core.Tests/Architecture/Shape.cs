using Mono.Cecil;

namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>What classes have in common, whatever they do.</summary>
public static class Shape
{
    /// <summary>A class in a slice that starts with one of these words followed by a noun is a use case or a reader.</summary>
    static readonly string[] Verbs =
    [
        "Add", "Approve", "Cancel", "Create", "End", "Expire", "Find", "Hold", "Lift", "Plan", "Quarantine", "Queue", "Read", "Record",
        "Reject", "Remove", "Request", "Resume", "Retry", "Revoke", "Rotate", "Search", "Snapshot", "Start", "Verify", "Withdraw",
    ];

    public static IEnumerable<string> LeftOpen(IReadOnlyList<CodeType> types) =>
        from type in types
        let definition = type.Definition
        where definition is { IsClass: true, IsValueType: false, IsSealed: false, IsAbstract: false }
        where !types.Any(other => IsBaseOf(definition, other)) && !Components.IsComponent(type, types)
        where !type.IsIn("ReleasePortal.Core.Persistence.Migrations") && definition.Name is not ("Program" or "_Imports")
        select type.Name;

    public static IEnumerable<string> UseCasesWithAnotherShape(IReadOnlyList<CodeType> types) =>
        from type in types
        where IsUseCase(type)
        let methods = MethodsOf(type.Definition).Select(method => method.Name).ToList()
        where methods is not ["RunAsync"]
        select $"{type.Name}: {string.Join(", ", methods)}";

    /// <summary>Methods of ours that wait; what a framework's base class or interface prescribes has the parameters it has.</summary>
    public static IEnumerable<string> WithoutTheirTokenLast(IReadOnlyList<CodeType> types) =>
        from type in types
        where !type.IsIn("ReleasePortal.Core.Persistence.Migrations") && !Components.IsComponent(type, types)
        from method in MethodsOf(type.Definition)
        where method.ReturnType.Namespace is "System.Threading.Tasks" && !method.IsVirtual
        where method.Parameters is not [.., { ParameterType.Name: "CancellationToken", IsOptional: false }]
        select $"{type.Name}.{method.Name}";

    static bool IsUseCase(CodeType type) =>
        type.Definition is { IsClass: true, IsValueType: false, IsAbstract: false }
        && Arrow.Slices.Any(type.IsIn) && !type.IsIn("ReleasePortal.Core.Deployments.Steps")
        && !MethodsOf(type.Definition, visible: false).Any(method => method.Name is "<Clone>$")
        && (Verbs.Any(verb => StartsWithWord(type.Definition.Name, verb))
            || MethodsOf(type.Definition).Any(method => method.Name is "RunAsync"));

    static bool StartsWithWord(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && name.Length > word.Length && char.IsUpper(name[word.Length]);

    static bool IsBaseOf(TypeDefinition definition, CodeType other) =>
        string.Equals(other.Definition.BaseType?.GetElementType().FullName, definition.FullName, StringComparison.Ordinal)
        || other.Definition.NestedTypes.Any(
            nested => string.Equals(nested.BaseType?.FullName, definition.FullName, StringComparison.Ordinal));

    static IEnumerable<MethodDefinition> MethodsOf(TypeDefinition type, bool visible = true) =>
        type.Methods.Where(
            method => (method.IsPublic || method.IsAssembly || !visible) && !method.IsConstructor && !method.IsGetter && !method.IsSetter
            && (!visible || !method.Name.StartsWith('<')));
}
