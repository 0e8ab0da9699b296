using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>Checks access tokens as a resource does: signature, issuer, lifetime, audience.</summary>
sealed class EntraTokens(RsaSecurityKey key, string issuer)
{
    readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Who the token was issued to, or null if it was not issued here for this audience.</summary>
    public async Task<ClaimsIdentity?> CheckAsync(string token, IReadOnlyList<string> audiences)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudiences = audiences,
            IssuerSigningKey = key,
            ClockSkew = TimeSpan.Zero,
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
