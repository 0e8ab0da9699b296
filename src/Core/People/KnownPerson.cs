namespace ReleasePortal.Core.People;

/// <summary>Somebody who signed in at least once, so that pages can name who may sign.</summary>
public sealed class KnownPerson
{
    KnownPerson()
    {
    }

    public KnownPerson(Person person, DateTimeOffset at)
    {
        Id = person.Id;
        SignedIn(person, at);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = null!;

    public string Email { get; private set; } = null!;

    /// <summary>As of the last sign-in; Entra may have changed them since.</summary>
    public Roles Roles { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public void SignedIn(Person person, DateTimeOffset at)
    {
        Name = person.Name;
        Email = person.Email;
        Roles = person.Roles;
        LastSeenAt = at;
    }

    public Person AsPerson() => new(Id, Name, Email, Roles);
}
