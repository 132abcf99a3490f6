from .nodes import DepthNode
NODE_CLASS_MAPPINGS = {"DepthNode": DepthNode}
