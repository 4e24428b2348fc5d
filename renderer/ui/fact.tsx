interface FactProps {
  readonly label: string;
  readonly value: string;
}

/** One line of a list of facts (`<dl>`); both texts may be a caller's own. */
export function Fact({ label, value }: FactProps) {
  return (
    <div className="fact">
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
