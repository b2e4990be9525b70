# Expands the Liquid in a value.
module Expand
  def flatify(input)
    Liquid::Template.parse(input.to_s).render(@context)
  end
end

Liquid::Template.register_filter(Expand)
