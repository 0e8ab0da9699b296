using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>A class as a person wrote it: what the compiler made out of it (closures, state machines) counts as its own.</summary>
/// <param name="Uses">Full names of the types it touches, and of the methods it calls (<c>System.DateTime.get_Now</c>).</param>
public sealed record CodeType(TypeDefinition Definition, string Name, IReadOnlySet<string> Uses)
{
    public string Namespace => Definition.Namespace;

    public bool IsIn(string space) => IsWithin(Namespace, space);

    public IEnumerable<string> UsesOf(IEnumerable<string> names) =>
        Uses.Where(use => names.Any(name => IsWithin(use, name))).Order(StringComparer.Ordinal);

    internal static bool IsWithin(string name, string space) =>
        name.StartsWith(space, StringComparison.Ordinal) && (name.Length == space.Length || name[space.Length] is '.' or '/' or '`');
}

/// <summary>Reads an assembly file without loading it, so that a test can look at a program it does not reference.</summary>
public static class CodeMap
{
    public static IReadOnlyList<CodeType> Of(string assemblyFile)
    {
        using var module = ModuleDefinition.ReadModule(assemblyFile, new ReaderParameters { ReadingMode = ReadingMode.Immediate });
        return [.. module.Types.Where(type => !IsGenerated(type)).Select(Read)];
    }

    public static IReadOnlyList<string> ReferencesOf(string assemblyFile)
    {
        using var module = ModuleDefinition.ReadModule(assemblyFile);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    static bool IsGenerated(TypeDefinition type) =>
        type.Name.StartsWith('<') || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute");

    static CodeType Read(TypeDefinition type)
    {
        var uses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in WithNested(type))
        {
            AddPart(part, uses);
        }

        uses.RemoveWhere(use => CodeType.IsWithin(use, type.FullName));
        return new(type, type.FullName, uses);
    }

    static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    static void AddPart(TypeDefinition part, HashSet<string> uses)
    {
        Add(part.BaseType, uses);
        AddAll(part.Interfaces.Select(implementation => implementation.InterfaceType), uses);
        AddAll(part.Fields.Select(field => field.FieldType), uses);
        AddAll(part.Properties.Select(property => property.PropertyType), uses);
        AddAll(part.CustomAttributes.Select(attribute => attribute.AttributeType), uses);
        AddAll(part.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType), uses);
        foreach (var method in part.Methods)
        {
            AddMethod(method, uses);
        }
    }

    static void AddMethod(MethodDefinition method, HashSet<string> uses)
    {
        Add(method.ReturnType, uses);
        AddAll(method.Parameters.Select(parameter => parameter.ParameterType), uses);
        AddAll(method.CustomAttributes.Select(attribute => attribute.AttributeType), uses);
        if (!method.HasBody)
        {
            return;
        }

        AddAll(method.Body.Variables.Select(variable => variable.VariableType), uses);
        AddAll(method.Body.ExceptionHandlers.Select(handler => handler.CatchType), uses);
        foreach (var instruction in method.Body.Instructions)
        {
            AddOperand(instruction, uses);
        }
    }

    static void AddOperand(Instruction instruction, HashSet<string> uses)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Add(type, uses);
                break;
            case FieldReference field:
                Add(field.DeclaringType, uses);
                Add(field.FieldType, uses);
                break;
            case MethodReference method:
                Add(method.DeclaringType, uses);
                Add(method.ReturnType, uses);
                AddAll(method.Parameters.Select(parameter => parameter.ParameterType), uses);
                AddAll((method as GenericInstanceMethod)?.GenericArguments ?? [], uses);
                uses.Add($"{method.DeclaringType.GetElementType().FullName}.{method.Name}");
                break;
        }
    }

    static void AddAll(IEnumerable<TypeReference> types, HashSet<string> uses)
    {
        foreach (var type in types)
        {
            Add(type, uses);
        }
    }

    static void Add(TypeReference? type, HashSet<string> uses)
    {
        if (type is null or GenericParameter)
        {
            return;
        }

        AddAll((type as GenericInstanceType)?.GenericArguments ?? [], uses);
        uses.Add(type.GetElementType().FullName);
    }
}
